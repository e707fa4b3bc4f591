import type { Addressed, Decision, Held } from '@confab/runtime/eventlog/decider/decider';
import type { Blocks } from './blocks.ts';
import type { Message, MessageKey } from './message.ts';
import type { TimelineState } from './timeline.ts';

/** The states on which something done to a message is decided. */
export interface MessageStates {
  timeline: Held<TimelineState>;
  /** Of the inboxes of a private conversation. Absent in a room. */
  blocks?: Blocks;
}

/**
 * A decision on a message. The result says which one; `message` is how it stands after the events,
 * for whoever made this very decision.
 */
export interface MessageDecision extends Decision<Addressed, MessageKey> {
  message: Message;
}
