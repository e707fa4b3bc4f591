import { answer } from '../generate.ts';
import { DIALECTS } from './dialect.ts';
import { createJournal, type Journal } from './journal.ts';
import { pace } from './pace.ts';
import { cpuMs } from './process-stats.ts';
import { type Subscriber, subscribe } from './subscriber.ts';
import { sleep, until } from './wait.ts';

/** What the load generator is told. */
export interface ThroughputOptions {
  /** Gateways, taken in turn. */
  urls: readonly string[];
  /** Of the senders, in turn; each may post in every room. */
  tokens: readonly string[];
  rooms: readonly string[];
  senders: number;
  /** Messages a sender has under way at most. */
  window: number;
  /** Messages a second of all senders together; absent: as many as the windows allow. */
  rate?: number;
  warmupMs: number;
  measureMs: number;
  /** Processes by what they are: their processor time is what a message costs. */
  processes: Readonly<Record<string, readonly number[]>>;
}

export interface ThroughputResult {
  messagesPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Microseconds for each message, by kind of process; the load generator is `load`. */
  cpuMicros: Record<string, number>;
  /** Messages lost or doubled. */
  wrong: number;
  /** Messages that came before one that their sender had posted earlier without waiting for its answer: no order is promised among those. */
  overtook: number;
}

interface Sender {
  socket: Subscriber['socket'];
  room: string;
  number: number;
  underWay: number;
}

const DIALECT = DIALECTS.confab;
const DRAIN_MS = 10_000;

/** One watcher in each room sees every message of it; senders only post. Each message is stored before it is acknowledged. */
export async function runThroughput(options: ThroughputOptions): Promise<ThroughputResult> {
  const { window, rate } = options;
  const journal = createJournal();
  let failure: string | undefined;
  const failed = (reason: string) => {
    failure ??= reason;
  };
  const { watchers, senders } = await connect(options, { journal, failed, onAck });
  let stopping = false;

  function onAck(index: number): void {
    const sender = senders[index] as Sender;
    sender.underWay -= 1;
    if (rate === undefined) post(index);
  }

  function post(index: number): void {
    const sender = senders[index] as Sender;
    if (stopping || sender.underWay >= window) return;
    sender.underWay += 1;
    sender.number += 1;
    const { room, number } = sender;
    DIALECT.post(sender.socket, { room, text: journal.write(index, number), number, sender: index });
  }

  const pacer = rate === undefined ? undefined : pace(rate, (turn) => post(turn % senders.length));
  if (rate === undefined) for (const index of senders.keys()) for (let i = 0; i < window; i += 1) post(index);
  const posted = () => senders.reduce((sum, { number }) => sum + number, 0);
  const seen = () => watchers.reduce((sum, { received }) => sum + received, 0);

  await sleep(options.warmupMs);
  journal.start();
  const cpuBefore = cpuOf(options.processes);
  const start = { at: performance.now(), seen: seen() };
  await sleep(options.measureMs);
  journal.stop();
  const seconds = (performance.now() - start.at) / 1000;
  const messages = seen() - start.seen;
  const cpuAfter = cpuOf(options.processes);

  stopping = true;
  clearInterval(pacer);
  await until(() => seen() >= posted() || failure !== undefined, DRAIN_MS);
  if (failure !== undefined) throw new Error(failure);
  return {
    messagesPerSecond: messages / seconds,
    p50Ms: journal.percentileMs(0.5),
    p99Ms: journal.percentileMs(0.99),
    cpuMicros: Object.fromEntries(
      Object.entries(cpuAfter).map(([kind, ms]) => [kind, ((ms - (cpuBefore[kind] ?? 0)) * 1000) / messages]),
    ),
    wrong: Math.abs(posted() - seen()),
    overtook: journal.outOfOrder,
  };
}

async function connect(
  { urls, tokens, rooms, senders: count }: ThroughputOptions,
  on: { journal: Journal; failed(reason: string): void; onAck(index: number): void },
): Promise<{ watchers: Subscriber[]; senders: Sender[] }> {
  const target = (index: number) => ({
    url: `${urls[index % urls.length]}/graphql`,
    token: tokens[index % tokens.length],
    dialect: DIALECT,
  });
  const watchers: Subscriber[] = [];
  for (const [index, room] of rooms.entries()) {
    const events = {
      delivery: (data: Buffer, start: number) => void on.journal.read(0, data, start),
      ack() {},
      failed: on.failed,
    };
    watchers.push(await subscribe({ ...target(index), room, events }));
  }
  const senders: Sender[] = [];
  for (let index = 0; index < count; index += 1) {
    const events = { delivery() {}, ack: () => on.onAck(index), failed: on.failed };
    const { socket } = await subscribe({ ...target(index), events });
    senders.push({ socket, room: rooms[index % rooms.length] as string, number: 0, underWay: 0 });
  }
  return { watchers, senders };
}

function cpuOf(processes: ThroughputOptions['processes']): Record<string, number> {
  const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuMs(pid), 0);
  const kinds = Object.entries(processes).map(([kind, pids]) => [kind, sum(pids)] as const);
  return Object.fromEntries([...kinds, ['load', cpuMs(process.pid)]]);
}

if (import.meta.main) await answer(runThroughput);
