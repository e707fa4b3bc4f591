import { MAX_ID } from '../context/lengths.ts';
import { isObject, parseJson, toRequest } from '../execution/request.ts';

/** Characters of a ping up to which what it carries is sent back. */
const MAX_PING = 1_000;

/** An operation under an id that is too long to be kept. Who is not signed in is refused by graphql-ws, as with any other. */
export class UnusableId {
  readonly type = 'subscribe';
  readonly id = '?';
  readonly payload = { query: '' };
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  /** The message that refuses the operation. */
  answer(): string {
    const message = `The id of an operation is at most ${MAX_ID} characters long.`;
    return JSON.stringify({
      id: this.#id,
      type: 'error',
      payload: [{ message, extensions: { code: 'BAD_USER_INPUT', field: 'id' } }],
    });
  }
}

/**
 * What a client says, without what nobody reads: graphql-ws keeps the message of a subscription for all its life. What is no message of the protocol comes back
 * as it is, for graphql-ws to refuse.
 */
export function toMessage(text: string): unknown {
  const message = parseJson(text);
  if (message === undefined) return text;
  if (!isObject(message)) return message;
  const { id, type, payload } = message;
  if (type === 'ping' || type === 'pong') return text.length > MAX_PING ? { type } : message;
  if (type === 'connection_init') return { type, payload };
  if (type !== 'subscribe' && type !== 'complete') return message;
  if (typeof id === 'string' && id.length > MAX_ID) return type === 'subscribe' ? new UnusableId(id) : { type: 'pong' };
  if (type === 'complete') return { id, type };
  return { id, type, payload: toRequest(payload, text.length) };
}
