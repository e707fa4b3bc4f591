import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';

/**
 * Reads a store's own log in order, from a persisted checkpoint on: first what a dead process left, then what is committed now (handed over
 * in memory, one call a commit batch). At least once, in the order of position. A handler that rejects is called again with the same events after a growing
 * pause (100 ms to 5 s), for ever; what follows waits.
 */
export interface LogConsumer {
  /** Resolves once everything committed before the call was handled. */
  caughtUp(): Promise<void>;
  /** Waits for the handler in flight and saves the checkpoint. */
  stop(): Promise<void>;
}

export interface LogConsumerOptions {
  store: EventStore;
  /** Name of its checkpoint. */
  name: string;
  /** May answer at once: then nothing waits between two batches. */
  handle(events: readonly StoredEvent[]): void | Promise<void>;
  onError(error: unknown): void;
}

/** Where an event goes when it is published. */
export interface Route<Message> {
  subject: string;
  message: Message;
}

export interface PublisherOptions<Message> {
  store: EventStore;
  /** Tells who is connected now, all of a batch in one call. Never throws and never waits. */
  live: { publish(subject: string, batch: readonly Message[]): void };
  /**
   * Nobody is told of an event whose list is empty. Synchronous wherever everything it needs is at hand. Fails with a retryable AppError
   * while it cannot know; with anything else the event is left out.
   */
  route(event: StoredEvent): readonly Route<Message>[] | Promise<readonly Route<Message>[]>;
  onError(error: unknown): void;
}
