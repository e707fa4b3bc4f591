import { WebSocket } from 'ws';

/** What a plain HTTP request to the API was answered with. */
export interface Answer {
  status: number;
  body: string;
  code: string | undefined;
}

/** Sends bytes as they are. */
export async function postRaw(
  url: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as string,
  });
  const text = await response.text();
  const [, code] = /"code":"([A-Z_]+)"/.exec(text) ?? [];
  return { status: response.status, body: text, code };
}

/** What the operator's alarm counts: nothing that a client sends may add to it. */
export async function internalErrors(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^confab_gateway_internal_errors_total (\d+)/m.exec(metrics)?.[1] ?? Number.NaN);
}

export interface RawSocket {
  socket: WebSocket;
  /** Text frames so far. */
  frames: string[];
  /** Resolves with the close code. */
  closed: Promise<number>;
}

/** A socket of the API's protocol that says only what it is told to. Resolves once it is open; with a token: once it is acknowledged. */
export async function openRawSocket(url: string, token?: string): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const frames: string[] = [];
  const acknowledged = Promise.withResolvers<void>();
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      acknowledged.resolve();
      resolve(code);
    });
  });
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    frames.push(String(data));
    acknowledged.resolve();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  if (token !== undefined) {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await acknowledged.promise;
  }
  return { socket, frames, closed };
}

/** A token as somebody might forge it: header and payload as given, signature as given. */
export function forgeToken(header: object, payload: object, signature = 'AAAA'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}
