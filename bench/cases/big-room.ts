import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { largeWorld } from '../data/large-world.ts';
import { WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { BigRoomOptions, BigRoomResult } from '../load/big-room.ts';
import { startConfab } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/big-room.ts');

export const bigRoom: BenchCase = {
  name: 'big-room',
  measures: 'a room of 1,000,000 messages (50,000 with --short): entering it, posting beside an empty one, resuming',
  systems: ['confab'],
  figures: {
    enterMs: { label: 'entering, p50 ms', digits: 2, targets: [{ atMost: 5 }] },
    enterEmptyMs: { label: 'entering an empty room, p50 ms', digits: 2 },
    postMs: { label: 'one post after another, p50 ms', digits: 2 },
    postEmptyMs: { label: 'the same in an empty room, p50 ms', digits: 2 },
    postRatio: { label: 'its ratio', digits: 2, targets: [{ atLeast: 0.8 }, { atMost: 1.2 }] },
    resumeMs: { label: 'resuming with 10,000 missed events, ms', digits: 0, targets: [{ atMost: 200 }] },
    wrong: WRONG,
  },
  async open(bench) {
    const world = await largeWorld(bench);
    const scale = bench.isShort ? { entries: 100, posts: 100, resumes: 1 } : { entries: 200, posts: 200, resumes: 3 };
    return {
      async round() {
        const server = await startConfab(world.dataDir, bench.pinning.server);
        const rooms = { big: 'big', empty: 'empty', missed: 10_000 };
        const told: BigRoomOptions = { url: server.socketUrl, tokens: world.tokens(0, 10), ...rooms, ...scale };
        try {
          return { ...(await generate<BigRoomResult>(SCRIPT, told, bench.pinning.load)) };
        } finally {
          await server.stop();
        }
      },
      close: world.remove,
    };
  },
};
