import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { HttpPostsOptions, HttpPostsResult } from '../load/http-posts.ts';
import { startConfab } from '../systems.ts';
import { storedMessages } from './stored-messages.ts';

const SCRIPT = join(import.meta.dirname, '../load/http-posts.ts');
const ROOMS = 100;

export const postsHttp: BenchCase = {
  name: 'posts-http',
  measures: `${ROOMS} senders in ${ROOMS} rooms over HTTP, each on a connection kept alive; nobody listens`,
  systems: ['confab'],
  figures: {
    postsPerSecond: { label: 'posts/s', digits: 0, targets: [{ atLeast: 4_000 }] },
    p50Ms: { label: 'p50 ms', digits: 1 },
    p99Ms: { label: 'p99 ms', digits: 1 },
    cpuMicrosPerPost: { label: 'server CPU µs/post', digits: 1 },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  },
  async open({ isShort, pinning }) {
    const places = Array.from({ length: ROOMS }, (_, i) => ({ name: `room-${i}`, members: { from: i, count: 1 } }));
    const world = await makeWorld({ users: ROOMS, rooms: places });
    const times = isShort ? { warmupMs: 2_000, measureMs: 2_000 } : { warmupMs: 2_000, measureMs: 5_000 };
    let stored = 0;
    return {
      async round() {
        const server = await startConfab(world.dataDir, pinning.server);
        try {
          const tokens = world.tokens(0, ROOMS);
          const rooms = places.map(({ name }, i) => ({ name, token: tokens[i] as string }));
          const told: HttpPostsOptions = { url: `${server.url}/graphql`, rooms, ...times, serverPid: server.pid };
          const { posted, ...figures } = await generate<HttpPostsResult>(SCRIPT, told, pinning.load);
          const before = stored;
          stored = await storedMessages(server.url, rooms);
          return { ...figures, wrong: Math.abs(stored - before - posted) };
        } finally {
          await server.stop();
        }
      },
      close: world.remove,
    };
  },
};
