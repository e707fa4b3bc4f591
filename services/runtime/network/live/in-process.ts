import type { Logger } from 'pino';
import type { LiveBus } from './port.ts';

interface Subscriber<Message> {
  handle(batch: readonly Message[]): void;
  active: boolean;
}

/**
 * Live delivery inside of one process. Handlers run inside of `publish`, in the order they subscribed. A publish made by a handler
 * is delivered after the one under way, so that all subscribers of a subject see the same order. A handler that throws is
 * logged; neither the publisher nor other subscribers notice.
 */
export function createInProcessBus<Message>({ log }: { log: Logger }): LiveBus<Message> {
  /** The lists are replaced, never changed: one that is being walked stays as it was. */
  const subscribers = new Map<string, readonly Subscriber<Message>[]>();
  const waiting: { subject: string; batch: readonly Message[] }[] = [];
  let delivering = false;
  let closed = false;

  const deliver = (subject: string, batch: readonly Message[]) => {
    for (const subscriber of subscribers.get(subject) ?? []) {
      if (!subscriber.active || closed) continue;
      try {
        subscriber.handle(batch);
      } catch (error) {
        log.error({ err: error, subject }, 'a subscriber failed');
      }
    }
  };

  return {
    publish(subject, batch) {
      if (closed || batch.length === 0) return;
      if (delivering) {
        waiting.push({ subject, batch });
        return;
      }
      delivering = true;
      deliver(subject, batch);
      for (let next = waiting.shift(); next; next = waiting.shift()) deliver(next.subject, next.batch);
      delivering = false;
    },
    async subscribe(subject, handler) {
      const subscriber = { handle: handler, active: true };
      subscribers.set(subject, [...(subscribers.get(subject) ?? []), subscriber]);
      return {
        unsubscribe() {
          subscriber.active = false;
          const rest = (subscribers.get(subject) ?? []).filter((other) => other !== subscriber);
          if (rest.length > 0) subscribers.set(subject, rest);
          else subscribers.delete(subject);
        },
      };
    },
    onInterrupted: () => () => {},
    async close() {
      closed = true;
      subscribers.clear();
    },
  };
}
