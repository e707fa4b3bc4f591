import { rssOf } from '../../tooling/process-memory.ts';
import type { BenchCase } from '../case.ts';
import { largeWorld } from '../data/large-world.ts';
import { startConfab } from '../systems.ts';

export const coldStart: BenchCase = {
  name: 'cold-start',
  measures: 'from the start of the process to “ready” with 1,000,000 messages in its log (50,000 with --short)',
  systems: ['confab'],
  figures: {
    readySeconds: { label: 'ready, s', digits: 2, targets: [{ atMost: 3 }] },
    rssMb: { label: 'RSS then, MB', digits: 0 },
  },
  async open(bench) {
    const world = await largeWorld(bench);
    return {
      async round() {
        const began = performance.now();
        const server = await startConfab(world.dataDir, bench.pinning.server);
        const readySeconds = (performance.now() - began) / 1000;
        const rssMb = rssOf(server.pid) / 1024 / 1024;
        await server.stop();
        return { readySeconds, rssMb };
      },
      close: world.remove,
    };
  },
};
