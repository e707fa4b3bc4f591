import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { Message, MessageKey } from './message.ts';

/** A stream's state at the moment of a decision; its next event gets `seq + 1`. */
export interface Held<State> {
  state: State;
  seq: number;
}

/** What a decision comes to: events by stream, and the answer. */
export interface Decided<Result> {
  events: { stream: string; event: DomainEvent }[];
  result: Result;
}

/** The answer says which message; `message` is how it stands after the events, for whoever made this very decision. */
export interface DecidedMessage extends Decided<MessageKey> {
  message: Message;
}
