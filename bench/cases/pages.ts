import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { largeWorld } from '../data/large-world.ts';
import { WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { PagesOptions, PagesResult } from '../load/pages.ts';
import { startConfab } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/pages.ts');

export const pages: BenchCase = {
  name: 'pages',
  measures:
    'pages that stand on much: 1,000,000 messages, 10,000 rooms, 5,000 users in one room (a twentieth with --short)',
  systems: ['confab'],
  figures: {
    historyMs: { label: 'history, 50 messages deep in it, p50 ms', digits: 2, targets: [{ atMost: 5 }] },
    lobbyMs: { label: 'lobby, the first 50 rooms, p50 ms', digits: 2, targets: [{ atMost: 5 }] },
    onlineMs: { label: 'online in one room, 100 of them, p50 ms', digits: 2, targets: [{ atMost: 5 }] },
    wrong: WRONG,
  },
  async open(bench) {
    const world = await largeWorld(bench);
    return {
      async round() {
        const server = await startConfab(world.dataDir, bench.pinning.server);
        const told: PagesOptions = {
          ...{ url: server.socketUrl, tokens: world.tokens(0, world.crowd) },
          ...{ big: 'big', messages: world.messages, plaza: 'plaza', pages: 200 },
        };
        try {
          return { ...(await generate<PagesResult>(SCRIPT, told, bench.pinning.load)) };
        } finally {
          await server.stop();
        }
      },
      close: world.remove,
    };
  },
};
