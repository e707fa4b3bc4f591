import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createActivity } from './activity.ts';
import { Lobby } from './lobby/lobby.ts';

function lobbyWith(...ids: string[]): Lobby {
  const lobby = new Lobby();
  for (const id of ids) {
    const data = { name: id, topic: null, visibility: 'public', posting: 'members', ownerId: 'olga' };
    lobby.apply([{ stream: `room-${id}`, type: 'RoomCreated', atMs: 1_000, data } as StoredEvent]);
  }
  return lobby;
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('activity of rooms', () => {
  it('asks for the past until it is answered, then no more', async () => {
    const lobby = lobbyWith('a', 'b');
    const clock = createManualClock();
    const errors: unknown[] = [];
    let asked = 0;
    const activity = createActivity({
      lobby,
      clock,
      onError: (error) => errors.push(error),
      timelines: {
        async lastActivity() {
          asked += 1;
          if (asked === 1) throw new AppError('UNAVAILABLE', 'not started yet');
          return { b: 5_000 };
        },
      },
    });
    for (const ms of [0, 1_999, 1, 2_000, 60_000]) {
      clock.advance(ms);
      activity.sweep();
      await settle();
    }
    expect(asked).toBe(2);
    expect(errors).toEqual([]);
    expect([...lobby.list('activity')].map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('takes reports, and ignores rooms it does not know', () => {
    const lobby = lobbyWith('a');
    const clock = createManualClock();
    const activity = createActivity({ lobby, clock, onError: () => {}, timelines: { lastActivity: async () => ({}) } });
    activity.report({ a: 7_000, gone: 9_000 });
    expect(lobby.get('a')?.activityAtMs).toBe(7_000);
    expect(lobby.ids()).toEqual(['a']);
  });
});
