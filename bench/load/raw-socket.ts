import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const EMPTY = Buffer.alloc(0);

export interface RawSocket {
  /** Sends one text frame. */
  send(text: string): void;
  /** Reads nothing more until it is resumed: what comes piles up on the way. */
  pause(): void;
  resume(): void;
  destroy(): void;
}

export interface RawSocketOptions {
  url: string;
  protocol?: string;
  /** Called for each text frame with where its payload lies. The buffer is only valid inside of the call. */
  onText(data: Buffer, start: number, end: number): void;
  onClose(reason: string): void;
}

/**
 * A WebSocket client (RFC 6455) that does as little as it can, so that the load generator is not what a benchmark measures: it reads frame
 * headers and hands over offsets, copies nothing and knows neither compression nor fragments. It masks with a key of zeros, which is a mask
 * like any other and leaves the payload as it is.
 */
export function openRawSocket(options: RawSocketOptions): Promise<RawSocket> {
  const { hostname, port, pathname, search } = new URL(options.url);
  const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
  const api: RawSocket = {
    send: (text) => void tcp.write(frame(TEXT, Buffer.from(text))),
    pause: () => void tcp.pause(),
    resume: () => void tcp.resume(),
    destroy: () => void tcp.destroy(),
  };
  return new Promise((resolve, reject) => {
    tcp.once('error', reject);
    tcp.once('close', () => {
      reject(new Error('connection closed before the upgrade'));
      options.onClose('connection closed');
    });
    tcp.once('connect', () => tcp.write(upgradeRequest(`${hostname}:${port}`, pathname + search, options.protocol)));
    let head: Buffer = EMPTY;
    tcp.on('data', function onHead(chunk: Buffer) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.toString('latin1', 0, 12).endsWith('101')) {
        reject(new Error(`the server refused the upgrade: ${head.toString('latin1', 0, 100)}`));
        return;
      }
      tcp.off('data', onHead);
      const read = frameReader((opcode, data, start, stop) => {
        if (opcode === TEXT) options.onText(data, start, stop);
        else if (opcode === PING) tcp.write(frame(PONG, data.subarray(start, stop)));
        else if (opcode === CLOSE) options.onClose(`closed: ${data.toString('utf8', start + 2, stop)}`);
      });
      tcp.on('data', read);
      resolve(api);
      const rest = head.subarray(end + 4);
      if (rest.length > 0) read(rest);
    });
  });
}

function upgradeRequest(host: string, path: string, protocol: string | undefined): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
  ];
  if (protocol !== undefined) lines.push(`Sec-WebSocket-Protocol: ${protocol}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function frame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 125;
  const header = Buffer.alloc(long ? 8 : 6);
  header[0] = 0x80 | opcode;
  header[1] = 0x80 | (long ? 126 : payload.length);
  if (long) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

type OnFrame = (opcode: number, data: Buffer, start: number, end: number) => void;

function frameReader(onFrame: OnFrame): (chunk: Buffer) => void {
  let rest: Buffer = EMPTY;
  return (chunk) => {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (at + 2 <= data.length) {
      const short = (data[at + 1] as number) & 0x7f;
      let start = at + 2;
      let length = short;
      if (short === 126) {
        start = at + 4;
        if (start > data.length) break;
        length = data.readUInt16BE(at + 2);
      } else if (short === 127) {
        start = at + 10;
        if (start > data.length) break;
        length = Number(data.readBigUInt64BE(at + 2));
      }
      if (start + length > data.length) break;
      onFrame((data[at] as number) & 0x0f, data, start, start + length);
      at = start + length;
    }
    rest = at < data.length ? data.subarray(at) : EMPTY;
  };
}
