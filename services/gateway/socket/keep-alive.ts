import { WebSocket } from 'ws';

/**
 * Finds sockets whose other end is gone without a word: each is pinged once a round, and cut if it did not answer by the next. One timer
 * for all.
 */
export class KeepAlive {
  readonly #sockets = new Set<WebSocket>();
  readonly #silent = new Set<WebSocket>();
  readonly #timer: NodeJS.Timeout;

  constructor(intervalMs: number) {
    this.#timer = setInterval(() => this.#round(), intervalMs);
    this.#timer.unref();
  }

  watch(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on('pong', () => this.#silent.delete(socket));
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#silent.delete(socket);
    });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #round(): void {
    for (const socket of this.#silent) socket.terminate();
    for (const socket of this.#sockets) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      this.#silent.add(socket);
      socket.ping();
    }
  }
}
