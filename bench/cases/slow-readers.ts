import { join } from 'node:path';
import type { BenchCase } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { SlowReadersOptions, SlowReadersResult } from '../load/slow-readers.ts';
import { startConfab } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/slow-readers.ts');
const READERS = 50;
const STOPPED = 50;
/** Those who stop are further behind at the end than a cursor may be by default. */
const ENVIRONMENT = { CONFAB_REPLAY_EVENTS: '100000' };

export const slowReaders: BenchCase = {
  name: 'slow-readers',
  measures: `${STOPPED} subscribers that stop reading while 50,000 messages (10,000 with --short) flow to ${READERS} others`,
  systems: ['confab'],
  figures: {
    rssGrowthMb: { label: 'RSS grows by at most, MB', digits: 0, targets: [{ atMost: 64 }] },
    rssGrowthWithoutMb: { label: 'without those that stop, MB', digits: 0 },
    p99Ms: { label: 'p99 of the others, ms', digits: 1 },
    p99WithoutMs: { label: 'without those that stop, ms', digits: 1 },
    p99Ratio: { label: 'its ratio', digits: 2, targets: [{ atMost: 1.2 }] },
    caughtUpSeconds: { label: 'those that stopped have it all, s', digits: 1 },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  },
  async open({ isShort, pinning }) {
    const members = { from: 0, count: READERS + STOPPED };
    const world = await makeWorld({ users: members.count, rooms: [{ name: 'room', members }] });
    const flow = { messages: isShort ? 10_000 : 50_000, perSecond: 2_000 };

    async function run(stopped: number): Promise<SlowReadersResult> {
      const server = await startConfab(world.dataDir, pinning.server, ENVIRONMENT);
      const told: SlowReadersOptions = {
        ...{ url: server.socketUrl, serverPid: server.pid, room: 'room', readers: READERS, stopped, ...flow },
        tokens: world.tokens(0, members.count),
      };
      try {
        return await generate<SlowReadersResult>(SCRIPT, told, pinning.load);
      } finally {
        await server.stop();
      }
    }

    return {
      async round() {
        const without = await run(0);
        const { p50Ms: _p50, ...withStopped } = await run(STOPPED);
        return {
          ...withStopped,
          ...{ rssGrowthWithoutMb: without.rssGrowthMb, p99WithoutMs: without.p99Ms },
          p99Ratio: withStopped.p99Ms / without.p99Ms,
          wrong: withStopped.wrong + without.wrong,
        };
      },
      close: world.remove,
    };
  },
};
