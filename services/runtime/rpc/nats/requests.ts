import type { Msg, NatsConnection } from 'nats';
import { inboxPrefix } from '../../process/nats-connection.ts';
import type { Outgoing } from './outgoing.ts';

/** Of the broker, where nobody is subscribed (https://docs.nats.io/reference/reference-protocols/nats-protocol#error-handling). */
const NO_RESPONDERS = '503';

/** How a request ended without an answer. */
export type Unanswered = 'nobody' | 'timeout' | 'closed';

interface Waiting {
  resolve(answer: Uint8Array): void;
  reject(why: Unanswered): void;
  timer: NodeJS.Timeout;
}

/** Requests of one connection, whose answers all come to one subscription. */
export interface Requests {
  /** Rejects with `Unanswered`. */
  send(
    subject: string,
    message: Uint8Array,
    options: { timeoutMs: number; signal?: AbortSignal | undefined },
  ): Promise<Uint8Array>;
  close(): void;
}

export function createRequests({
  connection,
  outgoing,
  service,
}: {
  connection: NatsConnection;
  outgoing: Outgoing;
  service: string;
}): Requests {
  const inbox = `${inboxPrefix(service)}.${crypto.randomUUID().replaceAll('-', '')}`;
  const waiting = new Map<string, Waiting>();
  let next = 0;
  let away = false;

  const take = (id: string): Waiting | undefined => {
    const found = waiting.get(id);
    if (found) clearTimeout(found.timer);
    waiting.delete(id);
    return found;
  };
  /** Answers that were under way are lost with the connection, and what is sent before it is back goes nowhere. */
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'reconnect') away = false;
      if (type !== 'disconnect') continue;
      away = true;
      for (const id of [...waiting.keys()]) take(id)?.reject('closed');
    }
  })();

  const receive = (message: Msg) => {
    const found = take(message.subject.slice(inbox.length + 1));
    if (!found) return;
    if (message.data.length === 0 && message.headers?.code.toString() === NO_RESPONDERS) found.reject('nobody');
    else found.resolve(message.data);
  };
  const subscription = connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (!error) receive(message);
    },
  });

  return {
    send: (subject, message, { timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        next += 1;
        const id = next.toString(36);
        const giveUp = (why: Unanswered) => {
          if (take(id)) reject(why);
        };
        if (away) return reject('closed');
        waiting.set(id, { resolve, reject, timer: setTimeout(giveUp, timeoutMs, 'timeout') });
        signal?.addEventListener('abort', () => giveUp('timeout'), { once: true });
        outgoing.send(subject, message, { reply: `${inbox}.${id}`, onError: () => giveUp('closed') });
      }),
    close() {
      subscription.unsubscribe();
      for (const id of [...waiting.keys()]) take(id)?.reject('closed');
    },
  };
}
