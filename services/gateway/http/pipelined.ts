import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that one connection may have under way. Browsers and proxies send the next one after the answer. */
const MOST_PIPELINED = 16;

/**
 * Counts the requests that a connection has sent before it was answered. All that fit into one read are
 * begun in the same turn of the event loop, some hundred small ones, and nobody else is heard meanwhile.
 */
export class Pipelined {
  readonly #underWay = new WeakMap<Socket, number>();

  /** Whether the request may be looked at. If not, its connection has ended. */
  admit({ socket }: IncomingMessage, response: ServerResponse): boolean {
    if (socket.destroyed) return false;
    const underWay = (this.#underWay.get(socket) ?? 0) + 1;
    if (underWay > MOST_PIPELINED) {
      socket.destroy();
      return false;
    }
    this.#underWay.set(socket, underWay);
    response.once('close', () => this.#underWay.set(socket, (this.#underWay.get(socket) ?? 1) - 1));
    return true;
  }
}
