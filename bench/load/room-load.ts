import { answer } from '../generate.ts';
import { DIALECTS, type DialectName } from './dialect.ts';
import { createJournal } from './journal.ts';
import { pace } from './pace.ts';
import { createPercentiles } from './percentiles.ts';
import { cpuMs } from './process-stats.ts';
import { type Client, enterRooms, type RoomOfLoad } from './room-clients.ts';
import { sleep, until } from './wait.ts';

/** What the load generator is told. */
export interface LoadOptions {
  url: string;
  dialect: DialectName;
  rooms: readonly RoomOfLoad[];
  /** In each room. */
  subscribers: number;
  /** In each room. */
  senders: number;
  /** The senders are the room's first subscribers; else they have sockets of their own, which hear nothing of the room. */
  sendersSubscribe: boolean;
  /** Messages a sender has under way at most: it posts the next as soon as one is acknowledged. Or how many all senders post in a second, come what may. */
  pace: { window: number } | { perSecond: number };
  warmupMs: number;
  measureMs: number;
  serverPid: number;
}

export interface LoadResult {
  deliveriesPerSecond: number;
  messagesPerSecond: number;
  /** From the call that posts to the arrival at a subscriber; every tenth one is timed. */
  p50Ms: number;
  p99Ms: number;
  /** From the call that posts to its acknowledgement. */
  ackP50Ms: number;
  ackP99Ms: number;
  cpuMicrosPerDelivery: number;
  cpuMicrosPerMessage: number;
  /** Deliveries and acknowledgements lost or doubled, and messages out of order. */
  wrong: number;
  /** Messages posted from the beginning to the end, in all rooms. */
  posted: number;
  /** How busy the load generator kept its core while it measured: near 100 it is what was measured. */
  loadCorePercent: number;
}

const DRAIN_MS = 10_000;

export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const dialect = DIALECTS[options.dialect];
  const journal = createJournal();
  const acks = createPercentiles();
  const closedLoop = 'window' in options.pace;
  let failure: string | undefined;
  let stopping = false;

  function post(client: Client): void {
    if (stopping) return;
    client.posted += 1;
    client.sentAt.push(performance.now());
    const text = journal.write(client.index, client.posted);
    dialect.post(client.socket, { room: client.room, text, number: client.posted, sender: client.index });
  }

  function acknowledged(client: Client): void {
    client.acknowledged += 1;
    acks.add(performance.now() - (client.sentAt.shift() as number));
    if (closedLoop) post(client);
  }

  const clients = await enterRooms(options, {
    arrived(client, data, start) {
      if (!client.isSample) return;
      const sender = journal.read(client.index, data, start);
      if (dialect.echoAcks && sender === client.index) acknowledged(client);
    },
    acknowledged,
    failed(reason) {
      failure ??= reason;
    },
  });
  await sleep(500);

  const senders = clients.filter(({ isSender }) => isSender);
  const sum = (count: (client: Client) => number) => clients.reduce((total, client) => total + count(client), 0);
  const totals = () => ({
    at: performance.now(),
    serverCpu: cpuMs(options.serverPid),
    ownCpu: cpuMs(process.pid),
    deliveries: sum(({ received }) => received),
    messages: sum(({ posted }) => posted),
  });
  const pacer =
    'perSecond' in options.pace
      ? pace(options.pace.perSecond, (turn) => post(senders[turn % senders.length] as Client))
      : undefined;
  if ('window' in options.pace) for (let i = 0; i < options.pace.window; i += 1) senders.forEach(post);

  await sleep(options.warmupMs);
  journal.start();
  acks.start();
  const before = totals();
  await sleep(options.measureMs);
  const after = totals();
  journal.stop();
  acks.stop();

  stopping = true;
  clearInterval(pacer);
  const missing = () => missingOf(clients, dialect.echoAcks && !closedLoop);
  await until(() => missing() === 0 || failure !== undefined, DRAIN_MS);
  if (failure !== undefined) throw new Error(failure);
  const ms = after.at - before.at;
  const deliveries = after.deliveries - before.deliveries;
  const messages = after.messages - before.messages;
  return {
    deliveriesPerSecond: (deliveries * 1000) / ms,
    messagesPerSecond: (messages * 1000) / ms,
    p50Ms: journal.percentileMs(0.5),
    p99Ms: journal.percentileMs(0.99),
    ackP50Ms: acks.at(0.5),
    ackP99Ms: acks.at(0.99),
    cpuMicrosPerDelivery: ((after.serverCpu - before.serverCpu) * 1000) / deliveries,
    cpuMicrosPerMessage: ((after.serverCpu - before.serverCpu) * 1000) / messages,
    wrong: journal.outOfOrder + missing(),
    posted: sum(({ posted }) => posted),
    loadCorePercent: ((after.ownCpu - before.ownCpu) * 100) / ms,
  };
}

/** Deliveries that each subscriber has too few or too many of, and acknowledgements likewise. */
function missingOf(clients: readonly Client[], withoutAcks: boolean): number {
  const posted = new Map<string, number>();
  for (const { room, posted: count } of clients) posted.set(room, (posted.get(room) ?? 0) + count);
  return clients.reduce((total, client) => {
    const deliveries = client.isSubscribed ? Math.abs((posted.get(client.room) as number) - client.received) : 0;
    const acks = withoutAcks ? 0 : Math.abs(client.posted - client.acknowledged);
    return total + deliveries + acks;
  }, 0);
}

if (import.meta.main) await answer(runLoad);
