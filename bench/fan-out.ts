import { join } from 'node:path';
import { prepareConfab } from './confab.ts';
import { generate } from './generate.ts';
import type { LoadOptions, LoadResult } from './load/room-load.ts';
import { type BenchServer, startPeer } from './server.ts';

export type System = 'confab' | 'stock graphql-ws' | 'bare ws';

const SYSTEMS: readonly System[] = ['confab', 'stock graphql-ws', 'bare ws'];
const DIALECTS: Record<System, LoadOptions['dialect']> = {
  confab: 'confab',
  'stock graphql-ws': 'stock',
  'bare ws': 'bare',
};
const GENERATOR = join(import.meta.dirname, 'load/room-load.ts');
const ROUNDS = 3;
const LOAD = { subscribers: 100, senders: 4, window: 4, idle: 1_000, warmupMs: 2_000, measureMs: 5_000 };

/** Cores of the server and of the load generator; empty where the machine has one core or no taskset. */
export interface Pinning {
  server: readonly string[];
  generator: readonly string[];
}

/**
 * One room, 100 subscribers, 4 senders with 4 messages under way each, in a closed loop. The systems take turns, so that what else
 * the machine does hits all of them alike. Returns every round's figures.
 */
export async function fanOut(
  pinning: Pinning,
  progress: (line: string) => void,
): Promise<Record<System, LoadResult[]>> {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => `load-${round}`);
  const confab = await prepareConfab({ users: LOAD.subscribers, rooms: [...rounds, 'idle'] });
  const results: Record<System, LoadResult[]> = { confab: [], 'stock graphql-ws': [], 'bare ws': [] };
  try {
    for (const room of rounds) {
      for (const system of SYSTEMS) {
        const server: BenchServer =
          system === 'confab'
            ? await confab.start(pinning.server)
            : await startPeer(system === 'bare ws' ? 'bare-ws' : 'stock-graphql-ws', pinning.server);
        const tokens = system === 'confab' ? confab.tokens : [];
        const load: LoadOptions = {
          ...LOAD,
          url: `${server.url}/graphql`,
          dialect: DIALECTS[system],
          tokens,
          room,
          idleRoom: 'idle',
          serverPid: server.pid,
        };
        try {
          const result = await generate<LoadResult>(GENERATOR, load, pinning.generator);
          results[system].push(result);
          progress(`${room} ${system}: ${Math.round(result.deliveriesPerSecond)} deliveries/s`);
        } finally {
          await server.stop();
        }
      }
    }
  } finally {
    await confab.remove();
  }
  return results;
}
