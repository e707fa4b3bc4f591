import { rssOf } from '../../tooling/process-memory.ts';
import { answer } from '../generate.ts';
import { driftPercent, lowsOf } from './linear-fit.ts';
import { startMixedLoad } from './mixed-load.ts';
import { cpuMs } from './process-stats.ts';
import { sleep } from './wait.ts';

/** What the load generator is told. */
export interface SoakOptions {
  url: string;
  /** Where the server shows its metrics. */
  metricsUrl: string;
  /** Users, all of them members of all the rooms. */
  tokens: readonly string[];
  rooms: readonly string[];
  /** Messages a second, in all rooms. */
  perSecond: number;
  minutes: number;
  serverPid: number;
}

export interface SoakResult {
  /** Over the second half, from its beginning to its end on the line that fits best. */
  rssDriftPercent: number;
  /** The same of the lowest RSS of each three minutes: what is left after a major collection. 0 where the half is shorter than two of these. */
  rssLowsDriftPercent: number;
  /** The lowest heap of the main thread of each three minutes, likewise: what is in use after a major collection. 0 as above. */
  heapLowsDriftPercent: number;
  delayDriftPercent: number;
  /** At the end. */
  rssMb: number;
  /** Mean of the second half. */
  delayMs: number;
  messages: number;
  /** How often somebody came back and resumed. */
  resumed: number;
  /** Messages lost or doubled to those who came and went, subscriptions that began afresh, operations refused. */
  wrong: number;
  loadCorePercent: number;
}

interface Sample {
  rss: number;
  heap: number;
  delayMs: number;
}

const SAMPLE_MS = 1_000;
const SETTLE_MS = 2_000;
/** A little more than from one major collection to the next. */
const LOW_EVERY = 180_000 / SAMPLE_MS;

export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const load = await startMixedLoad(options);
  const samples: Sample[] = [];
  const began = performance.now();
  const cpuBefore = cpuMs(process.pid);
  const endsAt = began + options.minutes * 60_000;
  while (performance.now() < endsAt) {
    await sleep(SAMPLE_MS);
    samples.push({ rss: rssOf(options.serverPid), ...(await askMetrics(options.metricsUrl)) });
  }
  const loadCorePercent = ((cpuMs(process.pid) - cpuBefore) * 100) / (performance.now() - began);
  await load.stop();
  await sleep(SETTLE_MS);
  for (const failure of load.failures.slice(0, 5)) console.error(failure);
  const half = samples.slice(Math.floor(samples.length / 2));
  const rss = half.map((sample) => sample.rss);
  const heap = half.map((sample) => sample.heap);
  return {
    rssDriftPercent: driftPercent(rss),
    rssLowsDriftPercent: driftPercent(lowsOf(rss, LOW_EVERY)),
    heapLowsDriftPercent: driftPercent(lowsOf(heap, LOW_EVERY)),
    delayDriftPercent: driftPercent(half.map(({ delayMs }) => delayMs)),
    rssMb: (samples.at(-1)?.rss ?? Number.NaN) / 1024 / 1024,
    delayMs: half.reduce((sum, { delayMs }) => sum + delayMs, 0) / half.length,
    messages: load.posted,
    resumed: load.resumed,
    wrong: load.wrong() + load.failures.length,
    loadCorePercent,
  };
}

/** As the server itself measures them; the delay since it was last asked for. */
async function askMetrics(url: string): Promise<Omit<Sample, 'rss'>> {
  const text = await (await fetch(url)).text();
  const read = (name: string) => Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  return { heap: read('nodejs_heap_size_used_bytes'), delayMs: read('nodejs_eventloop_lag_mean_seconds') * 1000 };
}

if (import.meta.main) await answer(runSoak);
