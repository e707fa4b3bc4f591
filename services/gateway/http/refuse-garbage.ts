import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from '../socket/refuse-upgrade.ts';

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP request, or not a whole one in time, as Node would, and with our headers. */
export function refuseGarbage({ code = '' }: NodeJS.ErrnoException, raw: Duplex): void {
  const { bytesRead, bytesWritten } = raw as Socket;
  // A browser that connected ahead and asked nothing would take an answer for that to its first
  // question; in the middle of another answer it would only damage that.
  if (!raw.writable || code === 'ECONNRESET' || bytesRead === 0 || bytesWritten > 0) raw.destroy();
  else refuseUpgrade(raw, STATUS[code] ?? 400);
}
