import { WebSocket } from 'ws';
import { take } from './answers.ts';
import { count, type Scene, type Tally } from './scene.ts';

/** What an operation is asked with: the usual members, and any others. */
export type Payload = Record<string, unknown> & { query: string };

/** A socket of the attacker. It counts what it is answered with, and keeps nothing of it. */
export class HostileSocket {
  readonly #webSocket: WebSocket;
  readonly #waiting = new Map<string, () => void>();
  #ids = 0;

  private constructor(webSocket: WebSocket) {
    this.#webSocket = webSocket;
  }

  /** Signs in. Rejects where that is refused. */
  static async open({ url, from, token, secret }: Scene, tally: Tally): Promise<HostileSocket> {
    const address = `${url.replace(/^http/, 'ws')}/graphql`;
    const webSocket = new WebSocket(address, 'graphql-transport-ws', { localAddress: from });
    const self = new HostileSocket(webSocket);
    await new Promise<void>((resolve, reject) => {
      webSocket.on('error', reject);
      webSocket.on('close', (code) => {
        count(tally.closes, code);
        reject(new Error(`closed with ${code}`));
        for (const wake of self.#waiting.values()) wake();
      });
      webSocket.once('open', () =>
        self.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      );
      webSocket.on('message', (data: Buffer) => {
        const [, id, type] = /^\{(?:"id":"([^"]*)",)?"type":"(\w+)"/.exec(data.toString('latin1', 0, 300)) ?? [];
        if (type === 'connection_ack') resolve();
        if (type === 'ping') self.send({ type: 'pong' });
        if (id === undefined) return;
        if (type !== 'complete') take(tally, secret, data);
        self.#waiting.get(id)?.();
      });
    });
    return self;
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === WebSocket.OPEN;
  }

  /** Resolves once it is handed to the network. */
  send(message: object | string): Promise<void> {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    return new Promise((resolve) => this.#webSocket.send(text, () => resolve()));
  }

  ping(): void {
    if (this.isOpen) this.#webSocket.ping();
  }

  /** Starts an operation and resolves with the first answer to it, or with the end of the socket. */
  async ask(payload: Payload, id = `${++this.#ids}`): Promise<void> {
    const answered = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    await this.send({ id, type: 'subscribe', payload });
    if (this.isOpen) await answered;
    this.#waiting.delete(id);
  }
}
