import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Answers a request that becomes no WebSocket, and lets go of its connection: one that the client
 * would never close is closed from here.
 */
export function refuseUpgrade(
  raw: Duplex,
  status: number,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  const lines = Object.entries({
    Connection: 'close',
    'Content-Length': 0,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  raw.once('finish', raw.destroy);
  raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
}
