import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { textFrame } from '../live/frame.ts';
import type { ClientSocket } from './client-socket.ts';
import { CloseCode } from './close-codes.ts';

/** One for all sockets. */
const PING = textFrame('{"type":"ping"}');

/**
 * Finds sockets whose other end is gone without a word: each is pinged once a round, and closed if it
 * has not answered by the next. The ping is one of graphql-transport-ws where nothing was sent for a
 * round, for there are clients that see no others and take two quiet rounds for a dead server; else
 * it is one of WebSocket, which every library answers by itself. One timer for all.
 */
export class KeepAlive {
  readonly #sockets = new Set<ClientSocket>();
  readonly #timer: Timer;

  constructor(intervalMs: number) {
    this.#timer = time.every(intervalMs, () => this.#round());
  }

  watch(socket: ClientSocket): void {
    this.#sockets.add(socket);
  }

  forget(socket: ClientSocket): void {
    this.#sockets.delete(socket);
  }

  close(): void {
    this.#timer.cancel();
  }

  #round(): void {
    for (const socket of this.#sockets) {
      const { session } = socket;
      // One that leaves too much unread has not seen the ping yet, and is not heard: that has a limit of its own.
      if (!session?.wire.open || session.wire.congested || socket.isPaused) continue;
      if (socket.isSilent) {
        session.close(CloseCode.SILENT, 'A ping was not answered.');
        continue;
      }
      socket.isSilent = true;
      if (session.wire.wasQuiet() && session.connection) session.wire.write(PING);
      else socket.ping();
    }
  }
}
