import type { StoredEvent } from '../event-store/event.ts';
import { createLogConsumer } from './log-consumer.ts';
import type { LogConsumer, PublisherOptions, Route } from './port.ts';

/** Name of the publisher's checkpoint in each store. */
const PUBLISHER = 'publisher';

/**
 * Publishes what is committed, strictly after the commit and in the order of the log: what a batch holds for one subject goes out in one call.
 * At least once: what was sent just before a crash is sent again, with the same seq. Where all routes are known at once, subscribers
 * have the events before the commands that caused them are answered.
 */
export function createPublisher<Message>({ store, live, route, onError }: PublisherOptions<Message>): LogConsumer {
  const publish = (routes: readonly (readonly Route<Message>[])[]) => {
    const bySubject = new Map<string, Message[]>();
    for (const { subject, message } of routes.flat()) {
      const batch = bySubject.get(subject);
      if (batch) batch.push(message);
      else bySubject.set(subject, [message]);
    }
    for (const [subject, batch] of bySubject) live.publish(subject, batch);
  };

  const handle = (events: readonly StoredEvent[]): void | Promise<void> => {
    const routes = events.map(route);
    if (routes.every(isKnown)) return publish(routes);
    return Promise.all(routes).then(publish);
  };

  return createLogConsumer({ store, name: PUBLISHER, handle, onError });
}

function isKnown<T>(value: readonly T[] | Promise<readonly T[]>): value is readonly T[] {
  return Array.isArray(value);
}
