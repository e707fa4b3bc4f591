import { connect } from 'node:net';

/** One keep-alive connection that has one request under way at a time. */
export interface RawHttp {
  /** Resolves with the body of the answer. Rejects where its status is not 200 or the connection is gone. */
  post(body: string): Promise<string>;
  destroy(): void;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '\r\n0\r\n\r\n';

/** An HTTP/1.1 client that does as little as it can (RFC 9112): it sends posts and looks for the end of what comes back. */
export function openRawHttp({ url, token }: { url: string; token: string | undefined }): Promise<RawHttp> {
  const { hostname, port, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    'Content-Length: ',
  ].join('\r\n');
  const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
  let waiting: PromiseWithResolvers<string> | undefined;
  let received = '';
  const fail = (error: Error) => waiting?.reject(error);
  tcp.on('error', fail);
  tcp.on('close', () => fail(new Error('connection closed')));
  tcp.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf(HEAD_END);
    if (end < 0) return;
    const body = wholeBody(received.slice(0, end), received.slice(end + HEAD_END.length));
    if (body === undefined) return;
    const isOk = received.startsWith('HTTP/1.1 200');
    received = '';
    if (isOk) waiting?.resolve(body);
    else fail(new Error(`refused: ${body}`));
  });
  const api: RawHttp = {
    post(body) {
      waiting = Promise.withResolvers();
      tcp.write(`${head}${Buffer.byteLength(body)}${HEAD_END}${body}`);
      return waiting.promise;
    },
    destroy: () => void tcp.destroy(),
  };
  return new Promise((resolve, reject) => {
    tcp.once('error', reject);
    tcp.once('connect', () => resolve(api));
  });
}

/** Undefined while some of it is missing. Chunks are left with their lengths between them: whoever asks only looks at the first characters. */
function wholeBody(head: string, rest: string): string | undefined {
  const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
  if (length === undefined) return rest.endsWith(LAST_CHUNK) ? rest.slice(rest.indexOf('\n') + 1) : undefined;
  return rest.length < Number(length) ? undefined : rest;
}
