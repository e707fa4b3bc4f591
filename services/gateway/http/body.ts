import type { IncomingMessage } from 'node:http';
import { AppError } from '@confab/runtime/kernel/errors/app-error';

/** The body as text; undefined as soon as it is known to be larger than `limit` bytes. What is left of it is then not read. */
export function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.pause();
        resolve(undefined);
      } else {
        chunks.push(chunk);
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    request.once('error', reject);
    request.once('aborted', () => reject(new AppError('BAD_USER_INPUT', 'The request ended before its body did.')));
  });
}
