import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import fc from 'fast-check';
import { Lobby } from './lobby.ts';
import { COMPARE, decodeCursor, encodeCursor, type LobbyOrder } from './order.ts';

const ORDERS: readonly LobbyOrder[] = ['online', 'activity', 'name'];

function stored(id: string, type: string, data: object): StoredEvent {
  const rest = { version: 1, actor: 'olga', commandId: id, correlationId: id, position: 1 };
  return { id: `${id}-${type}`, stream: `room-${id}`, seq: 1, atMs: 1_000, type, data, ...rest };
}
const created = (id: string, name: string) =>
  stored(id, 'RoomCreated', { name, topic: null, visibility: 'public', posting: 'members', ownerId: 'olga' });

const change = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  kind: fc.constantFrom('create', 'delete', 'online', 'activity', 'join'),
  number: fc.integer({ min: 0, max: 2_000 }),
});

describe('the lobby', () => {
  it('keeps all its orders whatever happens, and pages through them', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (changes, size) => {
        const lobby = new Lobby();
        for (const { id, kind, number } of changes) {
          if (kind === 'create') lobby.apply([created(id, `room-${id}`)]);
          else if (kind === 'delete') lobby.apply([stored(id, 'RoomDeleted', { name: `room-${id}` })]);
          else if (kind === 'join') lobby.apply([stored(id, 'MemberJoined', { userId: 'max', role: 'member' })]);
          else if (kind === 'online') lobby.setOnline(id, number);
          else lobby.reportActivity(id, number);
        }
        for (const order of ORDERS) {
          const all = [...lobby.list(order)];
          expect(all).toHaveLength(lobby.ids().length);
          expect([...all].sort(COMPARE[order])).toEqual(all);
          const paged: typeof all = [];
          for (let rest = all; rest.length > 0; ) {
            const page = rest.slice(0, size);
            paged.push(...page);
            rest = [...lobby.list(order, decodeCursor(order, encodeCursor(order, page.at(-1)!)))];
          }
          expect(paged).toEqual(all);
        }
      }),
    );
  });

  it('orders by who is online, then by activity, then by name', () => {
    const lobby = new Lobby();
    lobby.apply(['c', 'b', 'a', 'd'].map((id) => created(id, id)));
    lobby.setOnline('c', 2);
    lobby.reportActivity('d', 5_000);
    lobby.reportActivity('d', 4_000);
    expect([...lobby.list('online')].map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
    expect([...lobby.list('activity')].map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
    expect([...lobby.list('name')].map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on behind a room that is gone meanwhile', () => {
    const lobby = new Lobby();
    lobby.apply(['a', 'b', 'c'].map((id) => created(id, id)));
    const cursor = encodeCursor('name', lobby.get('b')!);
    lobby.apply([stored('b', 'RoomDeleted', { name: 'b' })]);
    expect([...lobby.list('name', decodeCursor('name', cursor))].map(({ id }) => id)).toEqual(['c']);
  });

  it.each(['', 'garbage', 'e30', encodeCursor('online', { onlineCount: 1, activityAtMs: 1, folded: 'a' })])(
    'refuses the cursor %j in another order',
    (cursor) => {
      expect(() => decodeCursor('name', cursor)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'after' }),
      );
    },
  );
});
