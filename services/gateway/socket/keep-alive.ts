import type { ClientSocket } from './client-socket.ts';

/**
 * Finds sockets whose other end is gone without a word: each is pinged once a round, and cut if it did not answer by the next. One timer
 * for all.
 */
export class KeepAlive {
  readonly #sockets = new Set<ClientSocket>();
  readonly #timer: NodeJS.Timeout;

  constructor(intervalMs: number) {
    this.#timer = setInterval(() => this.#round(), intervalMs);
    this.#timer.unref();
  }

  watch(socket: ClientSocket): void {
    this.#sockets.add(socket);
  }

  forget(socket: ClientSocket): void {
    this.#sockets.delete(socket);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #round(): void {
    for (const socket of this.#sockets) {
      if (socket.isSilent) socket.terminate();
      if (socket.readyState !== socket.OPEN) continue;
      socket.isSilent = true;
      socket.ping();
    }
  }
}
