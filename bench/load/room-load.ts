import { rssOf } from '../../tooling/process-memory.ts';
import { bareDialect, type Dialect, graphqlDialect } from './dialect.ts';
import { createJournal } from './journal.ts';
import { cpuMs } from './process-stats.ts';
import { type Subscriber, subscribe } from './subscriber.ts';

/** What the load generator is told, as JSON in its only argument. */
export interface LoadOptions {
  url: string;
  dialect: 'confab' | 'stock' | 'bare';
  /** Given out to the subscribers in turn; empty where the server asks for none. */
  tokens: readonly string[];
  room: string;
  /** Where the idle connections are. */
  idleRoom: string;
  idle: number;
  subscribers: number;
  senders: number;
  /** Messages a sender has under way at most. */
  window: number;
  warmupMs: number;
  measureMs: number;
  serverPid: number;
}

export interface LoadResult {
  deliveriesPerSecond: number;
  messagesPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMicrosPerDelivery: number;
  /** Resident memory of an idle connection with one subscription. */
  idleKb: number;
  /** Deliveries lost or doubled, and messages out of order where that is looked at. */
  wrong: number;
}

const DIALECTS: Record<LoadOptions['dialect'], Dialect> = {
  confab: graphqlDialect({ confirms: true }),
  stock: graphqlDialect({ confirms: false }),
  bare: bareDialect,
};
/** Every so many subscribers one reads each message's mark: the rest only count. */
const SAMPLE = 10;
const DRAIN_MS = 10_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory per connection: what the server's grows by while they are opened, after a few have warmed it up. They are closed again. */
async function measureIdle(options: LoadOptions): Promise<number> {
  const open: Subscriber[] = [];
  const events = { delivery() {}, ack() {}, failed() {} };
  const connect = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      const token = options.tokens[i % options.tokens.length];
      open.push(
        await subscribe({
          url: options.url,
          dialect: DIALECTS[options.dialect],
          token,
          room: options.idleRoom,
          events,
        }),
      );
    }
    await sleep(1_000);
  };
  await connect(Math.ceil(options.idle / 5));
  const before = rssOf(options.serverPid);
  await connect(options.idle);
  const grown = rssOf(options.serverPid) - before;
  for (const { socket } of open) socket.destroy();
  await sleep(1_000);
  return grown / 1024 / options.idle;
}

/** Closed loop: every sender keeps `window` messages under way and posts the next when one is acknowledged. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const dialect = DIALECTS[options.dialect];
  const idleKb = await measureIdle(options);
  const journal = createJournal();
  const posted: number[] = [];
  const subscribers: Subscriber[] = [];
  let failure: string | undefined;
  let stopping = false;

  function post(sender: number): void {
    if (stopping) return;
    const number = (posted[sender] ?? 0) + 1;
    posted[sender] = number;
    const { socket } = subscribers[sender] as Subscriber;
    dialect.post(socket, { room: options.room, text: journal.write(sender, number), number, sender });
  }

  for (let index = 0; index < options.subscribers; index += 1) {
    const reads = index % SAMPLE === 0 || (dialect.echoAcks && index < options.senders);
    const events = {
      delivery(data: Buffer, start: number) {
        if (!reads) return;
        const sender = journal.read(index, data, start);
        if (dialect.echoAcks && sender === index) post(sender);
      },
      ack: () => post(index),
      failed(reason: string) {
        failure ??= reason;
      },
    };
    const token = options.tokens[index % options.tokens.length];
    subscribers.push(await subscribe({ url: options.url, dialect, token, room: options.room, events }));
  }
  await sleep(500);

  const deliveries = () => subscribers.reduce((sum, { received }) => sum + received, 0);
  const messages = () => posted.reduce((sum, count) => sum + count, 0);
  for (let sender = 0; sender < options.senders; sender += 1) {
    for (let i = 0; i < options.window; i += 1) post(sender);
  }
  await sleep(options.warmupMs);
  journal.start();
  const start = {
    at: performance.now(),
    cpu: cpuMs(options.serverPid),
    deliveries: deliveries(),
    messages: messages(),
  };
  await sleep(options.measureMs);
  journal.stop();
  const seconds = (performance.now() - start.at) / 1000;
  const cpu = cpuMs(options.serverPid) - start.cpu;
  const delivered = deliveries() - start.deliveries;
  const sent = messages() - start.messages;

  stopping = true;
  const missing = () => subscribers.reduce((sum, { received }) => sum + Math.abs(messages() - received), 0);
  const deadline = performance.now() + DRAIN_MS;
  while (missing() > 0 && failure === undefined && performance.now() < deadline) await sleep(20);
  if (failure !== undefined) throw new Error(failure);
  return {
    deliveriesPerSecond: delivered / seconds,
    messagesPerSecond: sent / seconds,
    p50Ms: journal.percentileMs(0.5),
    p99Ms: journal.percentileMs(0.99),
    cpuMicrosPerDelivery: (cpu * 1000) / delivered,
    idleKb,
    wrong: journal.outOfOrder + missing(),
  };
}

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  console.log(JSON.stringify(await runLoad(JSON.parse(argument) as LoadOptions)));
  process.exit(0);
}
