import { specification } from '@confab/runtime/testing/specification';
import { registered } from '../test/user-history.ts';
import { decideChangeDisplayName } from './change-display-name.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);

describe('changing a display name', () => {
  it('shows another name from then on', () => {
    given([0, registered])
      .when(decideChangeDisplayName, { displayName: 'Countess' })
      .thenHappens({ type: 'DisplayNameChanged', data: { displayName: 'Countess' } });
  });

  it('does nothing where the name is shown already', () => {
    given([0, registered], [1, { type: 'DisplayNameChanged', data: { displayName: 'Countess' } }])
      .when(decideChangeDisplayName, { displayName: 'Countess' })
      .thenHappens();
  });

  it('refuses where there is no account', () => {
    given().when(decideChangeDisplayName, { displayName: 'Countess' }).thenRefuses('UNAUTHENTICATED');
  });
});
