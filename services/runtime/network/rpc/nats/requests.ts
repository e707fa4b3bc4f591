import type { Msg, NatsConnection } from 'nats';
import { answersTo } from '../../nats/connection.ts';
import { createBatches } from './batches.ts';
import { decodeFrames, encodeFrames } from './frames.ts';

/** Of the broker, where nobody is subscribed (https://docs.nats.io/reference/reference-protocols/nats-protocol#error-handling). */
const NO_RESPONDERS = '503';
const MAX_ID = 0xffff_ffff;

/** Of a request's subject. */
const calleeOf = (subject: string): string => subject.split('.')[1] ?? '';

/** How a request ended without an answer. */
export type Unanswered = 'nobody' | 'timeout' | 'closed';

interface Waiting {
  callee: string;
  bytes: Uint8Array;
  /** Given when it is sent. */
  id?: number;
  resolve(answer: Uint8Array): void;
  reject(why: Unanswered): void;
  timer: NodeJS.Timeout;
}

/**
 * Requests of one connection, whose answers all come to one subscription. Only who was asked can answer: its name is in the subject, and the broker lets nobody
 * else publish there.
 */
export interface Requests {
  /** Goes out with everything else that this turn of the event loop sends to the subject. Rejects with `Unanswered`. */
  send(
    subject: string,
    message: Uint8Array,
    options: { timeoutMs: number; signal?: AbortSignal | undefined },
  ): Promise<Uint8Array>;
  close(): void;
}

export function createRequests({
  connection,
  service,
  onUnreadable,
}: {
  connection: NatsConnection;
  service: string;
  onUnreadable(error: unknown): void;
}): Requests {
  const run = crypto.randomUUID().replaceAll('-', '');
  const sent = new Map<number, Waiting>();
  const open = new Set<Waiting>();
  let lastId = 0;
  let away = false;

  const settle = (request: Waiting): boolean => {
    if (!open.delete(request)) return false;
    clearTimeout(request.timer);
    if (request.id !== undefined) sent.delete(request.id);
    return true;
  };
  const refuse = (request: Waiting | undefined, why: Unanswered) => {
    if (request && settle(request)) request.reject(why);
  };
  /** Answers that were under way are lost with the connection, and what is sent before it is back goes nowhere. */
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'reconnect') away = false;
      if (type !== 'disconnect') continue;
      away = true;
      for (const request of [...open]) refuse(request, 'closed');
    }
  })();

  const number = (request: Waiting): number => {
    lastId = lastId === MAX_ID ? 1 : lastId + 1;
    request.id = lastId;
    sent.set(lastId, request);
    return lastId;
  };
  const publish = createBatches<Waiting>((subject, batch) => {
    const frames = batch
      .filter((request) => open.has(request))
      .map((request) => ({ id: number(request), bytes: request.bytes }));
    const [first] = frames;
    if (!first) return;
    try {
      const reply = `${answersTo(service)}.${calleeOf(subject)}.${run}.${first.id}-${frames.length}`;
      connection.publish(subject, encodeFrames(frames), { reply });
    } catch {
      for (const { id } of frames) refuse(sent.get(id), 'closed');
    }
  });

  const receive = (message: Msg) => {
    const [, , callee, , range = ''] = message.subject.split('.');
    if (message.data.length === 0 && message.headers?.code.toString() === NO_RESPONDERS) {
      const [first = 0, count = 0] = range.split('-').map(Number);
      for (let id = first; id < first + count; id += 1) refuse(sent.get(id), 'nobody');
      return;
    }
    for (const { id, bytes } of decodeFrames(message.data)) {
      const request = sent.get(id);
      if (request && request.callee === callee && settle(request)) request.resolve(bytes);
    }
  };
  const subscription = connection.subscribe(`${answersTo(service)}.*.${run}.*`, {
    callback: (error, message) => {
      try {
        if (!error) receive(message);
      } catch (unreadable) {
        onUnreadable(unreadable);
      }
    },
  });

  return {
    send: (subject, bytes, { timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        if (away) return reject('closed');
        const timer = setTimeout(() => refuse(request, 'timeout'), timeoutMs);
        const request: Waiting = { callee: calleeOf(subject), bytes, resolve, reject, timer };
        open.add(request);
        signal?.addEventListener('abort', () => refuse(request, 'timeout'), { once: true });
        publish(subject, request);
      }),
    close() {
      subscription.unsubscribe();
      for (const request of [...open]) refuse(request, 'closed');
    },
  };
}
