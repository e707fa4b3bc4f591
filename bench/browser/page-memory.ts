import type { Page } from 'playwright-core';

export interface Memory {
  heapMb: number;
  /** Those that the browser keeps for the page, also where they are no longer shown. */
  nodes: number;
}

/** Collections of one look: what arrives between one and its reading is counted too, so the least of several is what stays. */
const COLLECTIONS = 3;

/** Returns how to look at what a page holds, after garbage collections. */
export async function watchMemory(page: Page): Promise<() => Promise<Memory>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    let usedSize = Number.POSITIVE_INFINITY;
    for (let i = 0; i < COLLECTIONS; i += 1) {
      await devtools.send('HeapProfiler.collectGarbage');
      usedSize = Math.min(usedSize, (await devtools.send('Runtime.getHeapUsage')).usedSize);
    }
    const { metrics } = await devtools.send('Performance.getMetrics');
    return { heapMb: usedSize / 2 ** 20, nodes: metrics.find(({ name }) => name === 'Nodes')?.value ?? Number.NaN };
  };
}
