import { rssOf } from '../../tooling/process-memory.ts';
import { answer } from '../generate.ts';
import { breaksIn } from './contiguous.ts';
import { DIALECTS } from './dialect.ts';
import { inParallel } from './in-parallel.ts';
import { createJournal, type Journal } from './journal.ts';
import { pace } from './pace.ts';
import { cpuMs } from './process-stats.ts';
import { openResumable, type Resumable } from './resumable.ts';
import { type Subscriber, subscribe } from './subscriber.ts';
import { sleep, until } from './wait.ts';

/** What the load generator is told. */
export interface SlowReadersOptions {
  url: string;
  /** Members of the room: a token for each reader, and for each that stops. */
  tokens: readonly string[];
  room: string;
  readers: number;
  /** They read while the server warms up, then nothing until all messages are posted. */
  stopped: number;
  messages: number;
  perSecond: number;
  serverPid: number;
}

export interface SlowReadersResult {
  /** Of those that read. */
  p50Ms: number;
  p99Ms: number;
  /** Most that resident memory stood above what it was when they stopped. */
  rssGrowthMb: number;
  /** Until those that had stopped have everything. */
  caughtUpSeconds: number;
  /** Lost, doubled, out of order, or begun afresh, of both. */
  wrong: number;
  loadCorePercent: number;
}

const POSTERS = 4;
const WARM_UP_MS = 3_000;
const SAMPLE_MS = 100;
const WITHIN_MS = 60_000;
const DIALECT = DIALECTS.confab;
const failed = (reason: string) => {
  throw new Error(reason);
};

export async function runSlowReaders(options: SlowReadersOptions): Promise<SlowReadersResult> {
  const { url, tokens, room, perSecond, messages, serverPid } = options;
  const journal = createJournal();
  const readers = await openReaders(options, journal);
  const stopped = await inParallel(tokens.slice(options.readers, options.readers + options.stopped), 10, (token) =>
    openResumable({ url, token, room }),
  );
  const flow = await openFlow(options, journal);

  flow.start(perSecond);
  await sleep(WARM_UP_MS);
  for (const one of stopped) one.stopReading();
  const before = { rss: rssOf(serverPid), cpu: cpuMs(process.pid), at: performance.now(), posted: flow.posted };
  let mostRss = before.rss;
  const sampler = setInterval(() => {
    mostRss = Math.max(mostRss, rssOf(serverPid));
  }, SAMPLE_MS);
  journal.start();
  await until(() => flow.posted - before.posted >= messages, WITHIN_MS);
  flow.stop();
  const loadCorePercent = ((cpuMs(process.pid) - before.cpu) * 100) / (performance.now() - before.at);
  await until(() => readers.every(({ received }) => received >= flow.posted), WITHIN_MS);
  journal.stop();
  clearInterval(sampler);

  const began = performance.now();
  await Promise.all(stopped.map((one) => catchUp(one, flow.posted)));
  const caughtUpSeconds = (performance.now() - began) / 1000;
  await sleep(500);
  const lost = readers.reduce((sum, { received }) => sum + Math.abs(flow.posted - received), 0);
  const wrong = stopped.reduce(
    (sum, { seqs, afresh }) => sum + afresh + breaksIn(seqs) + Math.abs(flow.posted - seqs.length),
    lost + journal.outOfOrder,
  );
  return {
    ...{ p50Ms: journal.percentileMs(0.5), p99Ms: journal.percentileMs(0.99) },
    ...{ rssGrowthMb: (mostRss - before.rss) / 1024 / 1024, caughtUpSeconds, wrong, loadCorePercent },
  };
}

/** Reads what has piled up, and comes back with its cursors where the server has given it up. */
async function catchUp(one: Resumable, posted: number): Promise<void> {
  one.read();
  const deadline = performance.now() + WITHIN_MS;
  while (one.seqs.length < posted && performance.now() < deadline) {
    await until(() => one.seqs.length >= posted || !one.isOpen, WITHIN_MS);
    if (!one.isOpen) await one.open().catch(() => sleep(500));
  }
}

function openReaders({ url, tokens, room, readers }: SlowReadersOptions, journal: Journal): Promise<Subscriber[]> {
  return inParallel(tokens.slice(0, readers), 10, (token, i) =>
    subscribe({
      ...{ url, dialect: DIALECT, token, room },
      events: { delivery: (data, start) => void journal.read(i, data, start), ack() {}, failed },
    }),
  );
}

/** Posts come what may, spread evenly, from sockets of their own. */
async function openFlow({ url, tokens, room }: SlowReadersOptions, journal: Journal) {
  const events = { delivery() {}, ack() {}, failed };
  const posters = await inParallel(tokens.slice(0, POSTERS), 1, (token) =>
    subscribe({ url, dialect: DIALECT, token, events }),
  );
  let timer: NodeJS.Timeout | undefined;
  let posted = 0;
  return {
    get posted() {
      return posted;
    },
    start(perSecond: number): void {
      timer = pace(perSecond, (turn) => {
        const sender = turn % POSTERS;
        const number = Math.floor(turn / POSTERS) + 1;
        posted += 1;
        const { socket } = posters[sender] as Subscriber;
        DIALECT.post(socket, { room, text: journal.write(sender, number), number, sender });
      });
    },
    stop: () => clearInterval(timer),
  };
}

if (import.meta.main) await answer(runSlowReaders);
