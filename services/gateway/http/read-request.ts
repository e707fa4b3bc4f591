import type { IncomingMessage } from 'node:http';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { type GraphqlRequest, parseJson, toRequest } from '../execution/request.ts';
import { readBody } from './body.ts';

/** A request that is none of GraphQL over HTTP, with the status that says so. */
export class Malformed extends Error {
  readonly status: number;
  readonly error: AppError;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
    this.error = new AppError('BAD_USER_INPUT', message);
  }
}

/** What is asked for in the body of at most so many bytes. Throws `Malformed`. */
export async function readRequest(request: IncomingMessage, maxBytes: number): Promise<GraphqlRequest> {
  if (request.method !== 'POST') throw new Malformed(405, 'Send a POST request.');
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Malformed(415, 'Send application/json.');
  }
  const text = await readBody(request, maxBytes);
  if (text === undefined) throw new Malformed(413, `A request is at most ${maxBytes} bytes.`);
  const asked = toRequest(parseJson(text), text.length);
  if (!asked) throw new Malformed(400, 'Send a JSON object with a query.');
  return asked;
}
