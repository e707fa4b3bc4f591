import type { History } from '../history.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import type { Entrances } from './endpoint.ts';
import { createPauses, sleep } from './pauses.ts';
import { type Closed, openProtocolSocket, type ProtocolSocket } from './protocol-socket.ts';

const TOKEN_REFUSED = 4403;
const DRAINING = 4451;
const SESSION_REVOKED = 4452;
/** How a lost network shows. */
const LOST = 1006;

export interface SessionOptions {
  account: Account;
  entrances: Entrances;
  history: History;
  random: Random;
  /** Called with each socket that is open, to start on it what should run. */
  onOpen(socket: ProtocolSocket): void;
}

/** One client's socket, opened again by the rules of PROTOCOL.md whenever it closes, at the next gateway. */
export interface Session {
  /** The socket, while there is one. */
  readonly socket: ProtocolSocket | undefined;
  /** Cuts the socket; another follows. */
  drop(): void;
  /** No further socket. The last one is cut (`drop`) or closed in order. */
  stop(how?: 'drop' | 'close'): Promise<void>;
}

export function startSession({ account, entrances, history, random, onOpen }: SessionOptions): Session {
  const pauses = createPauses(random);
  const stopping = Promise.withResolvers<void>();
  let stopped = false;
  let socket: ProtocolSocket | undefined;

  async function hold(): Promise<Closed> {
    const opened = await openProtocolSocket(entrances.next(), account.token);
    if (stopped) opened.drop();
    socket = opened;
    onOpen(opened);
    pauses.reset();
    const closed = await opened.closed;
    socket = undefined;
    return closed;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const closed = await hold().catch(({ cause }: { cause?: Closed }) => cause ?? { code: LOST, reason: '' });
      if (stopped) return;
      const name = `closed with ${closed.code}`;
      history.reconnects.set(name, (history.reconnects.get(name) ?? 0) + 1);
      if (closed.code === TOKEN_REFUSED || closed.code === SESSION_REVOKED)
        await account.renew().catch(() => undefined);
      const waitMs = closed.code === DRAINING ? retryAfterMs(closed.reason) : 0;
      await Promise.race([pauses.next(waitMs), stopping.promise]);
    }
  }

  const running = run();
  return {
    get socket() {
      return socket;
    },
    drop: () => socket?.drop(),
    async stop(how = 'close') {
      stopped = true;
      stopping.resolve();
      if (how === 'drop') socket?.drop();
      else socket?.close();
      await Promise.race([running, sleep(2_000)]);
      socket?.drop();
      await running;
    },
  };
}

function retryAfterMs(reason: string): number {
  try {
    return Number((JSON.parse(reason) as { retryAfterMs?: number }).retryAfterMs) || 0;
  } catch {
    return 0;
  }
}
