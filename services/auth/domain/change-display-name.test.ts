import { specification } from '../test/given.ts';
import { registered } from '../test/user-history.ts';
import { changeDisplayName } from './change-display-name.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);

describe('changing a display name', () => {
  it('shows another name from then on', () => {
    given([0, registered])
      .when(changeDisplayName, { displayName: 'Countess' })
      .thenHappens({ type: 'DisplayNameChanged', data: { displayName: 'Countess' } });
  });

  it('does nothing where the name is shown already', () => {
    given([0, registered], [1, { type: 'DisplayNameChanged', data: { displayName: 'Countess' } }])
      .when(changeDisplayName, { displayName: 'Countess' })
      .thenHappens();
  });

  it('refuses where there is no account', () => {
    given().when(changeDisplayName, { displayName: 'Countess' }).thenRefuses('UNAUTHENTICATED');
  });
});
