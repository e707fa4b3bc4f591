import type { DomainEvent, Upcasters } from '@confab/runtime/eventlog/store/event';
import type { Message } from './message.ts';

/**
 * Where an event is told of: the folded name of the room. Absent in a private conversation, whose
 * inboxes tell.
 */
export interface InRoom {
  roomName?: string;
}

/**
 * The message itself lies flat: its timeline is the stream, its seq the event's, its time the
 * event's.
 */
export type MessagePosted = DomainEvent<
  'MessagePosted',
  InRoom & { authorId: string; text: string; replyTo?: number; idempotencyKey?: string; withheld?: true }
>;
/**
 * `message` as it stands after the event. In version 1 it was always the author who edited, and
 * `by` was not said.
 */
export type MessageEdited = DomainEvent<'MessageEdited', InRoom & { message: Message; by: string }>;
/** `message` without its text; its reactions are gone too. */
export type MessageDeleted = DomainEvent<'MessageDeleted', InRoom & { message: Message; by: string }>;
/**
 * `count`: how many users show this emoji on the message after the event. Kept so that projections
 * need to read nothing.
 */
export interface ReactionData extends InRoom {
  messageSeq: number;
  /** In the form it was stored in: readers compare by `emojiForm`. */
  emoji: string;
  userId: string;
  count: number;
  /**
   * The other side of the private conversation blocks the user: for a reaction that is added, it is
   * not shown to them.
   */
  withheld?: true;
}
export type ReactionAdded = DomainEvent<'ReactionAdded', ReactionData>;
export type ReactionRemoved = DomainEvent<'ReactionRemoved', ReactionData>;

export type TimelineEvent = MessagePosted | MessageEdited | MessageDeleted | ReactionAdded | ReactionRemoved;

/**
 * A new message. `text` and `idempotencyKey` are checked; `roomName` is folded and absent in a
 * private conversation.
 */
export interface NewMessage extends InRoom {
  authorId: string;
  text: string;
  replyTo?: number | undefined;
  idempotencyKey?: string | undefined;
  /** In a private conversation: the other side blocks the author. */
  isWithheld?: boolean;
}

/** The event that posts a message. What is absent is absent, never undefined. */
export function messagePosted({
  roomName,
  authorId,
  text,
  replyTo,
  idempotencyKey,
  isWithheld = false,
}: NewMessage): MessagePosted {
  const data: MessagePosted['data'] = roomName === undefined ? { authorId, text } : { roomName, authorId, text };
  if (replyTo !== undefined) data.replyTo = replyTo;
  if (idempotencyKey !== undefined) data.idempotencyKey = idempotencyKey;
  if (isWithheld) data.withheld = true;
  return { type: 'MessagePosted', data };
}

/** The message that an event posts, given where the event lies. */
export function postedMessage(
  data: MessagePosted['data'],
  { timelineId, seq, atMs }: { timelineId: string; seq: number; atMs: number },
): Message {
  const message: Message = { timelineId, seq, authorId: data.authorId, text: data.text, sentAtMs: atMs };
  if (data.replyTo !== undefined) message.replyTo = data.replyTo;
  if (data.idempotencyKey !== undefined) message.idempotencyKey = data.idempotencyKey;
  if (data.withheld) message.withheld = true;
  return message;
}

/** Versions that are written now; types that are not named are at their first. */
export const TIMELINE_EVENT_VERSIONS = { MessageEdited: 2 } as const;

export const timelineUpcasters: Upcasters = {
  MessageEdited: [(data) => ({ ...data, by: (data as { message: Message }).message.authorId })],
};
