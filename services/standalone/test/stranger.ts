import { request } from 'node:http';
import { WebSocket } from 'ws';
import { PROTOCOL } from './raw-socket.ts';

/** Where somebody comes from, and to which address. */
export interface Way {
  url: string;
  /** An address of this machine. */
  from: string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** One request over a connection of its own. */
export function askFrom({ url, from, headers }: Way, query = '{ __typename }'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${url}/graphql`,
      {
        method: 'POST',
        agent: false,
        localAddress: from,
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    asked.once('error', reject);
    asked.end(JSON.stringify({ query }));
  });
}

/** An open WebSocket. Rejects where it is refused, with the status in the message. */
export async function connectFrom({ url, from, headers = {} }: Way): Promise<WebSocket> {
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  const socket = new WebSocket(address, PROTOCOL, { localAddress: from, headers });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => undefined);
  return socket;
}
