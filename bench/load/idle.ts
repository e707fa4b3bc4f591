import { rssOf } from '../../tooling/process-memory.ts';
import { answer } from '../generate.ts';
import { DIALECTS, type DialectName } from './dialect.ts';
import { inParallel } from './in-parallel.ts';
import { resumeAll } from './reconnect.ts';
import { openResumable, type Resumable } from './resumable.ts';
import { subscribe } from './subscriber.ts';
import { sleep } from './wait.ts';

/** What the load generator is told. */
export interface IdleOptions {
  url: string;
  dialect: DialectName;
  /** Each socket is in one room; Confab's are authenticated, and have an inbox besides. */
  rooms: readonly { name: string; tokens: readonly string[] }[];
  socketsPerRoom: number;
  serverPid: number;
}

export interface IdleResult {
  /** What resident memory grows by for each connection, after a tenth of them has warmed the server up. */
  kbPerConnection: number;
  /** Of all at once, until the last one has what it missed; absent for peers, which resume nothing. */
  reconnectSeconds?: number;
  /** Missed messages that came never or twice, and subscriptions that had to start afresh. */
  wrong?: number;
  /** Sockets that were closed on the way and tried again. */
  retries?: number;
}

const AT_ONCE = 50;
/** Until the server has thrown away what opening has left. */
const SETTLE_MS = 5_000;

export async function runIdle(options: IdleOptions): Promise<IdleResult> {
  const places = options.rooms.flatMap(({ name: room, tokens }) =>
    Array.from({ length: options.socketsPerRoom }, (_, i) => ({ room, token: tokens[i] })),
  );
  const warmUp = Math.ceil(places.length / 10);
  const opened: (Resumable | undefined)[] = [];
  const open = async (some: typeof places) => {
    opened.push(...(await inParallel(some, AT_ONCE, (place) => openOne(options, place))));
    await sleep(SETTLE_MS);
  };
  await open(places.slice(0, warmUp));
  const before = rssOf(options.serverPid);
  await open(places.slice(warmUp));
  const kbPerConnection = (rssOf(options.serverPid) - before) / 1024 / (places.length - warmUp);
  const resumables = opened.filter((one) => one !== undefined);
  if (resumables.length === 0) return { kbPerConnection };
  return { kbPerConnection, ...(await resumeAll(resumables, options)) };
}

async function openOne(
  { url, dialect }: IdleOptions,
  { room, token }: { room: string; token: string | undefined },
): Promise<Resumable | undefined> {
  if (dialect === 'confab') return openResumable({ url, token, room });
  const failed = (reason: string) => {
    throw new Error(reason);
  };
  await subscribe({
    ...{ url, token, room },
    dialect: DIALECTS[dialect],
    events: { delivery() {}, ack() {}, failed },
  });
  return undefined;
}

if (import.meta.main) await answer(runIdle);
