import { join } from 'node:path';
import type { Bench, Figures, OpenCase } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { generate } from '../generate.ts';
import type { LoadOptions, LoadResult } from '../load/room-load.ts';
import { DIALECT_OF, type Peer, startConfab, startPeer } from '../systems.ts';
import { storedMessages } from './stored-messages.ts';

const SCRIPT = join(import.meta.dirname, '../load/room-load.ts');

export type RoomLoad = Pick<LoadOptions, 'subscribers' | 'senders' | 'sendersSubscribe' | 'pace'> & { rooms: number };

/**
 * A case whose rounds are one load on rooms, as many users in each as there are sockets. Confab goes on with the same data folder, each round
 * with a process of its own; what it has acknowledged and not stored is wrong too.
 */
export async function openRoomLoad(
  bench: Bench,
  load: RoomLoad,
  figuresOf: (result: LoadResult) => Figures,
): Promise<OpenCase> {
  const { rooms: count, ...options } = load;
  const { pinning } = bench;
  const perRoom = load.subscribers + (load.sendersSubscribe ? 0 : load.senders);
  const places = Array.from({ length: count }, (_, i) => ({
    name: `room-${i}`,
    members: { from: i * perRoom, count: perRoom },
  }));
  const world = await makeWorld({ users: count * perRoom, rooms: places });
  const times = bench.isShort ? { warmupMs: 2_000, measureMs: 2_000 } : { warmupMs: 2_000, measureMs: 5_000 };
  let stored = 0;

  async function confabRound(): Promise<LoadResult> {
    const server = await startConfab(world.dataDir, pinning.server);
    try {
      const rooms = places.map(({ name, members }) => ({ name, tokens: world.tokens(members.from, members.count) }));
      const target = { url: server.socketUrl, dialect: DIALECT_OF.confab, serverPid: server.pid };
      const result = await generate<LoadResult>(SCRIPT, { ...options, ...times, ...target, rooms }, pinning.load);
      const before = stored;
      stored = await storedMessages(
        server.url,
        rooms.map(({ name, tokens: [token] }) => ({ name, token })),
      );
      return { ...result, wrong: result.wrong + Math.abs(stored - before - result.posted) };
    } finally {
      await server.stop();
    }
  }

  async function peerRound(peer: Peer): Promise<LoadResult> {
    const server = await startPeer(peer, pinning.server);
    try {
      const rooms = places.map(({ name }) => ({ name, tokens: [] }));
      const target = { url: server.socketUrl, dialect: DIALECT_OF[peer], serverPid: server.pid };
      return await generate<LoadResult>(SCRIPT, { ...options, ...times, ...target, rooms }, pinning.load);
    } finally {
      await server.stop();
    }
  }

  return {
    round: async (system) => figuresOf(system === 'confab' ? await confabRound() : await peerRound(system)),
    close: world.remove,
  };
}
