import { isAppError } from '../../kernel/errors/app-error.ts';
import type { StoredEvent } from '../store/event.ts';
import { createLogConsumer } from './log-consumer.ts';
import type { LogConsumer, PublisherOptions, Route } from './port.ts';

/** Name of the publisher's checkpoint in each store. */
export const PUBLISHER = 'publisher';

/**
 * Publishes what is committed, strictly after the commit and in the order of the log: what a batch holds for one subject goes out in one call.
 * At least once: what was sent just before a crash is sent again, with the same seq. Where all routes are known at once, subscribers
 * have the events before the commands that caused them are answered.
 *
 * A route that fails with a retryable AppError is asked again, like every handler of a log consumer. Any other failure is a bug that no retry
 * cures: it goes to `onError` and the event nowhere, so that one event does not silence a service. It is in the log, where subscribers find
 * what they miss.
 */
export function createPublisher<Message>({ store, live, route, onError }: PublisherOptions<Message>): LogConsumer {
  const leaveOut = ({ type, stream, seq }: StoredEvent, cause: unknown): readonly Route<Message>[] => {
    if (isAppError(cause) && cause.retryable) throw cause;
    onError(new Error(`${type}, event ${seq} of ${stream}, is left out: its route failed`, { cause }));
    return [];
  };

  const routesOf = (event: StoredEvent): readonly Route<Message>[] | Promise<readonly Route<Message>[]> => {
    try {
      const routes = route(event);
      return isKnown(routes) ? routes : routes.catch((error) => leaveOut(event, error));
    } catch (error) {
      return leaveOut(event, error);
    }
  };

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
    const routes = events.map(routesOf);
    if (routes.every(isKnown)) return publish(routes);
    return Promise.all(routes).then(publish);
  };

  return createLogConsumer({ store, name: PUBLISHER, handle, onError });
}

function isKnown<T>(value: readonly T[] | Promise<readonly T[]>): value is readonly T[] {
  return Array.isArray(value);
}
