import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type BeatRequestSchema, BeatResponseSchema } from '@confab/proto/rooms/v1/presence_pb';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Clients } from '../context/clients.ts';
import { PresenceClient } from './presence-client.ts';

type Beat = MessageInitShape<typeof BeatRequestSchema>;

/** The service's side: what it was told, and what it answers. */
function start({ beatMs = 60_000 } = {}) {
  const beats: Beat[] = [];
  const answers: ('ok' | 'resend' | 'fail')[] = [];
  const presence = {
    async beat(request: Beat) {
      beats.push(request);
      const answer = answers.shift();
      if (answer === 'fail') throw new Error('away');
      return create(BeatResponseSchema, { resend: answer === 'resend' });
    },
  } as unknown as Clients['presence'];
  const client = new PresenceClient({ presence, ids: randomIds, beatMs, onError() {} });
  return { client, beats, answers };
}

describe('the presence lease', () => {
  it('gathers changes into one beat, the first one complete', async () => {
    const { client, beats } = start();
    client.connected('c1', 'u1');
    void client.openRoom('c1', 'r1');
    client.connected('c2', 'u2');
    await eventually(() => expect(beats).toHaveLength(1));
    expect(beats[0]).toMatchObject({
      full: true,
      connections: [
        { id: 'c1', userId: 'u1', roomIds: ['r1'] },
        { id: 'c2', userId: 'u2', roomIds: [] },
      ],
    });
    await client.close();
    expect(beats.at(-1)).toMatchObject({ leaving: true });
  });

  it('goes out at once for one who comes alone, and gathers while many come', async () => {
    // The time in which it gathers is the test's own: a machine may take longer for twenty turns than that lasts.
    import.meta.jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    try {
      const { client, beats } = start();
      client.connected('alone', 'u');
      await client.openRoom('alone', 'r1');
      expect(beats.at(-1)).toMatchObject({ connections: [{ id: 'alone', roomIds: ['r1'] }] });
      const come = async (id: string) => {
        client.connected(id, id);
        await client.openRoom(id, 'r1');
      };
      await Promise.all(Array.from({ length: 100 }, (_, i) => come(`first-${i}`)));
      const before = beats.length;
      const late = Array.from({ length: 20 }, async (_, i) => {
        for (let turn = 0; turn < i; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        await come(`then-${i}`);
      });
      for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(beats).toHaveLength(before);
      await import.meta.jest.advanceTimersByTimeAsync(50);
      await Promise.all(late);
      expect(beats).toHaveLength(before + 1);
      expect(beats.at(-1)?.connections).toHaveLength(20);
      await client.close();
    } finally {
      import.meta.jest.useRealTimers();
    }
  });

  it('keeps a room open until the last subscription to it is over', async () => {
    const { client, beats } = start();
    client.connected('c1', 'u1');
    await Promise.all([client.openRoom('c1', 'r1'), client.openRoom('c1', 'r1')]);
    await eventually(() => expect(beats).toHaveLength(1));
    client.leaveRoom('c1', 'r1');
    client.leaveRoom('c1', 'another');
    void client.openRoom('c1', 'r2');
    await eventually(() => expect(beats.at(-1)).toMatchObject({ connections: [{ id: 'c1', roomIds: ['r1', 'r2'] }] }));
    client.leaveRoom('c1', 'r2');
    client.leaveRoom('c1', 'r1');
    await eventually(() =>
      expect(beats.at(-1)).toMatchObject({ full: false, connections: [{ id: 'c1', roomIds: [] }] }),
    );
    client.disconnected('c1', true);
    await eventually(() =>
      expect(beats.at(-1)).toMatchObject({ connections: [], closed: [{ id: 'c1', graceful: true }] }),
    );
    await client.close();
  });

  it('says again what a failed beat carried, and everything when asked to', async () => {
    const { client, beats, answers } = start({ beatMs: 30 });
    answers.push('fail', 'resend');
    client.connected('c1', 'u1');
    await eventually(() => expect(beats.length).toBeGreaterThan(3));
    const told = beats.slice(0, 4).map(({ full, connections }) => [full, connections?.map(({ id }) => id)]);
    expect(told).toEqual([
      [true, ['c1']],
      [true, ['c1']],
      [true, ['c1']],
      [false, []],
    ]);
    await client.close();
  });
});
