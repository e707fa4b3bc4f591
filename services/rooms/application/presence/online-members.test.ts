import type { Scalar } from '@confab/runtime/eventlog/store/projection';
import { evolveRoom, initialRoom } from '../../domain/room/state.ts';
import { createOnlineMembers } from './online-members.ts';

/** A room of these people, all members, of whom those given are online. */
function roomOf(userIds: readonly string[], online: ReadonlySet<string>) {
  const room = initialRoom();
  const join = (userId: string) =>
    evolveRoom(room, { type: 'MemberJoined', data: { userId, username: userId, role: 'member' } }, { atMs: 0 });
  for (const userId of userIds) join(userId);
  let read = 0;
  const getMany = async <Doc extends object>(_collection: string, keys: readonly (readonly Scalar[])[]) => {
    read += keys.length;
    return keys.map(([roomId, userId]) => ({ roomId, userId, folded: userId, role: 'member' }) as unknown as Doc);
  };
  const list = createOnlineMembers({ projections: { getMany }, roster: { has: (_scope, id) => online.has(id) } });
  return {
    join,
    /** The first page behind a name, and how many memberships were read for it. */
    async page(after?: string) {
      read = 0;
      for await (const members of list({ room, roomId: 'r', role: 'member' }, { after, atOnce: 2 }))
        return { names: members.map(({ userId }) => userId), read };
      return { names: [], read };
    },
  };
}

describe('members who are online', () => {
  it('are put in order for the first page alone', async () => {
    const room = roomOf(['d', 'b', 'e', 'a', 'c', 'z'], new Set('abcde'));
    expect(await room.page()).toEqual({ names: ['a', 'b'], read: 5 + 2 });
    expect(await room.page('b')).toEqual({ names: ['c', 'd'], read: 2 });
    expect(await room.page('d')).toEqual({ names: ['e'], read: 1 });
    expect(await room.page('e')).toEqual({ names: [], read: 0 });
  });

  it('are listed with who has come, who alone is looked up, and without who has gone', async () => {
    const online = new Set('acd');
    const room = roomOf(['a', 'b', 'c', 'd'], online);
    await room.page();
    online.add('b');
    online.delete('c');
    expect(await room.page()).toEqual({ names: ['a', 'b'], read: 1 + 2 });
    expect((await room.page('b')).names).toEqual(['d']);
    online.add('e');
    room.join('e');
    expect((await room.page('b')).names).toEqual(['d', 'e']);
  });
});
