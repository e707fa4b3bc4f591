import { answer } from '../generate.ts';
import { POST_MESSAGE } from './documents.ts';
import { inParallel } from './in-parallel.ts';
import { createPercentiles } from './percentiles.ts';
import { cpuMs } from './process-stats.ts';
import { openRawHttp } from './raw-http.ts';
import { sleep } from './wait.ts';

/** What the load generator is told. */
export interface HttpPostsOptions {
  url: string;
  /** One sender in each. */
  rooms: readonly { name: string; token: string }[];
  warmupMs: number;
  measureMs: number;
  serverPid: number;
}

export interface HttpPostsResult {
  postsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMicrosPerPost: number;
  /** Acknowledged from the beginning to the end. */
  posted: number;
  loadCorePercent: number;
}

const TEXT = 'x'.repeat(110);

/** Each sender has a connection of its own and posts the next message when one is acknowledged. */
export async function runHttpPosts(options: HttpPostsOptions): Promise<HttpPostsResult> {
  const { url, rooms, serverPid } = options;
  const latencies = createPercentiles();
  let posted = 0;
  let stopping = false;
  const clients = await inParallel(rooms, 50, ({ token }) => openRawHttp({ url, token }));
  const sending = clients.map(async (client, i) => {
    const variables = { input: { room: rooms[i]?.name, text: TEXT } };
    const body = JSON.stringify({ query: POST_MESSAGE, variables });
    while (!stopping) {
      const sentAt = performance.now();
      const answered = await client.post(body);
      if (!answered.startsWith('{"data":')) throw new Error(answered);
      posted += 1;
      latencies.add(performance.now() - sentAt);
    }
    client.destroy();
  });
  const totals = () => ({ at: performance.now(), server: cpuMs(serverPid), own: cpuMs(process.pid), posted });
  const measuring = async () => {
    await sleep(options.warmupMs);
    latencies.start();
    const before = totals();
    await sleep(options.measureMs);
    const after = totals();
    latencies.stop();
    stopping = true;
    return { before, after };
  };
  const [{ before, after }] = await Promise.all([measuring(), ...sending]);
  const ms = after.at - before.at;
  const count = after.posted - before.posted;
  return {
    postsPerSecond: (count * 1000) / ms,
    p50Ms: latencies.at(0.5),
    p99Ms: latencies.at(0.99),
    cpuMicrosPerPost: ((after.server - before.server) * 1000) / count,
    posted,
    loadCorePercent: ((after.own - before.own) * 100) / ms,
  };
}

if (import.meta.main) await answer(runHttpPosts);
