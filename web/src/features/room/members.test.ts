import type { Member } from './graphql/members.ts';
import { inOrder, renewed } from './members.ts';

const member = (id: string, role: Member['role'], online: boolean, displayName = id): Member => ({
  role,
  user: { __typename: 'User', id, username: id, displayName, online },
});
const ids = (members: readonly Member[]) => members.map(({ user }) => user.id);

describe('members', () => {
  const [ann, bob, carl, dora, eve] = [
    member('ann', 'MEMBER', false, 'Zoë'),
    member('bob', 'MEMBER', true),
    member('carl', 'MODERATOR', false),
    member('dora', 'OWNER', false),
    member('eve', 'MEMBER', false, 'Émile'),
  ] as const;

  it('are ordered by role, then by who is online, then by what they are called', () => {
    expect(ids(inOrder([ann, bob, carl, dora, eve]))).toEqual(['dora', 'carl', 'bob', 'eve', 'ann']);
  });

  it('are each there once, as they were read last', () => {
    expect(ids(inOrder([ann, bob, member('ann', 'OWNER', false)]))).toEqual(['ann', 'bob']);
  });

  it('keep what lies behind the part that was read anew', () => {
    expect(ids(inOrder(renewed([dora, carl, bob, ann], [dora, bob], false)))).toEqual(['dora', 'bob', 'ann']);
    expect(ids(renewed([dora, carl], [dora], true))).toEqual(['dora']);
  });

  it('lose nobody by being read anew again and again', () => {
    const all = [dora, carl, bob, eve, ann];
    let held: readonly Member[] = all;
    for (let look = 0; look < 3; look += 1) held = renewed(held, all.slice(0, 3), false);
    expect(ids(held)).toEqual(ids(all));
  });
});
