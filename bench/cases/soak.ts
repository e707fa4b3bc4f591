import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { SoakOptions, SoakResult } from '../load/soak.ts';
import { startConfab } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/soak.ts');
const USERS = 200;
const ROOMS = 20;

export const soak: BenchCase = {
  name: 'soak',
  measures: 'a day in short: mixed load with people who come and go, --minutes long (30)',
  systems: ['confab'],
  rounds: 1,
  figures: {
    rssDriftPercent: { label: 'RSS over the second half, %', digits: 1, targets: [{ atLeast: -2 }, { atMost: 2 }] },
    rssLowsDriftPercent: { label: 'the lowest of each three minutes likewise, %', digits: 1 },
    heapLowsDriftPercent: { label: 'the lowest heap in use of each three minutes likewise, %', digits: 1 },
    delayDriftPercent: { label: 'event-loop delay likewise, %', digits: 1, targets: [{ atLeast: -2 }, { atMost: 2 }] },
    rssMb: { label: 'RSS at the end, MB', digits: 0 },
    delayMs: { label: 'event-loop delay, mean ms', digits: 2 },
    messages: { label: 'messages', digits: 0 },
    resumed: { label: 'comings back', digits: 0 },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  },
  async open({ pinning, minutes }) {
    const rooms = Array.from({ length: ROOMS }, (_, i) => `room-${i}`);
    const members = { from: 0, count: USERS };
    const world = await makeWorld({ users: USERS, rooms: rooms.map((name) => ({ name, members })) });
    return {
      async round() {
        const server = await startConfab(world.dataDir, pinning.server);
        const told: SoakOptions = {
          ...{ url: server.socketUrl, metricsUrl: `${server.url}/metrics`, serverPid: server.pid },
          ...{ tokens: world.tokens(0, USERS), rooms, perSecond: 100, minutes },
        };
        try {
          return { ...(await generate<SoakResult>(SCRIPT, told, pinning.load)) };
        } finally {
          await server.stop();
        }
      },
      close: world.remove,
    };
  },
};
