import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';

export const PROTOCOL = 'graphql-transport-ws';

/** A socket that says exactly what it is told to. */
export class RawSocket {
  readonly messages: { id?: string; type: string; payload?: unknown }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  answersPings = true;

  constructor(url: string, protocol: string | string[] = PROTOCOL) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocol);
    this.socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      this.messages.push(message);
      if (message.type === 'ping' && this.answersPings) this.send({ type: 'pong' });
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  async opened(): Promise<this> {
    await eventually(() => expect(this.socket.readyState).toBe(WebSocket.OPEN));
    return this;
  }

  signedIn(token: string): Promise<this> {
    return this.acknowledged({ authorization: `Bearer ${token}` });
  }

  /** With this as the payload of its `connection_init`. */
  async acknowledged(payload: unknown): Promise<this> {
    await this.opened();
    this.send({ type: 'connection_init', payload });
    await eventually(() => expect(this.messages[0]?.type).toBe('connection_ack'));
    return this;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** Resolves once the operation is over. */
  answered(id: string): Promise<void> {
    const isLast = ({ type }: { type: string }) => type === 'complete' || type === 'error';
    return eventually(() => expect(this.answers(id).some(isLast)).toBe(true));
  }

  /** How many messages of this type have come. A number: what a failed look would print of a thousand messages takes longer than waiting for them. */
  count(type: string): number {
    return this.messages.filter((message) => message.type === type).length;
  }

  /** What came apart from pings, which come of themselves when it takes long. */
  get results() {
    return this.messages.filter(({ type }) => type !== 'ping');
  }

  answers(id: string) {
    return this.messages.filter((message) => message.id === id);
  }
}
