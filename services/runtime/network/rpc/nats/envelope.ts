import {
  AppError,
  detailsOf,
  type ErrorCode,
  isAppError,
  type RefusalDetails,
} from '../../../kernel/errors/app-error.ts';
import type { Call } from '../call.ts';

/** What goes beside a request; the body follows. */
export interface RequestHead extends Omit<Call, 'service' | 'partition'> {
  /** How long the caller waits, in milliseconds. */
  timeoutMs: number;
}

interface ErrorHead extends RefusalDetails {
  code: ErrorCode;
  message: string;
}

const LENGTH_BYTES = 4;
const ANSWER = 0;
const REFUSAL = 1;

/** Length of the head, head as JSON, body. Half of what NATS headers cost, which are parsed line by line. */
export function encodeRequest(head: RequestHead, body: Uint8Array): Uint8Array {
  const json = Buffer.from(JSON.stringify(head));
  const message = Buffer.allocUnsafe(LENGTH_BYTES + json.length + body.length);
  message.writeUInt32BE(json.length);
  json.copy(message, LENGTH_BYTES);
  message.set(body, LENGTH_BYTES + json.length);
  return message;
}

/** Throws where the message was made by nobody of ours. */
export function decodeRequest(data: Uint8Array): { head: RequestHead; body: Uint8Array } {
  const message = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const length = message.readUInt32BE();
  if (length > message.length - LENGTH_BYTES) throw new Error('a request is cut off');
  const head = JSON.parse(message.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + length)) as RequestHead;
  if (typeof head.correlationId !== 'string' || typeof head.timeoutMs !== 'number')
    throw new Error('a request lacks its head');
  return { head, body: message.subarray(LENGTH_BYTES + length) };
}

/** One byte that says what it is, then the body. */
export function encodeAnswer(body: Uint8Array): Uint8Array {
  const message = Buffer.allocUnsafe(1 + body.length);
  message[0] = ANSWER;
  message.set(body, 1);
  return message;
}

/** Without the cause: what happened inside of a service stays there. */
export function encodeRefusal(error: unknown): Uint8Array {
  const refusal = isAppError(error) ? error : new AppError('INTERNAL', 'Something went wrong.');
  const head: ErrorHead = { code: refusal.code, message: refusal.message, ...detailsOf(refusal) };
  return Buffer.concat([Buffer.of(REFUSAL), Buffer.from(JSON.stringify(head))]);
}

/** The body; throws the AppError of a refusal. */
export function decodeAnswer(data: Uint8Array): Uint8Array {
  if (data[0] === ANSWER) return data.subarray(1);
  const { code, message, ...details } = JSON.parse(Buffer.from(data.subarray(1)).toString()) as ErrorHead;
  throw new AppError(code, message, details);
}
