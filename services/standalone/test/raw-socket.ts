import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';

export const PROTOCOL = 'graphql-transport-ws';

/** A socket that says exactly what it is told to. */
export class RawSocket {
  readonly messages: { id?: string; type: string; payload?: unknown }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;

  constructor(url: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, PROTOCOL);
    this.socket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  async opened(): Promise<this> {
    await eventually(() => expect(this.socket.readyState).toBe(WebSocket.OPEN));
    return this;
  }

  async signedIn(token: string): Promise<this> {
    await this.opened();
    this.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await eventually(() => expect(this.messages[0]?.type).toBe('connection_ack'));
    return this;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  answers(id: string) {
    return this.messages.filter((message) => message.id === id);
  }
}
