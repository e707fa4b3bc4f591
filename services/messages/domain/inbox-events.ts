import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { Message } from './message.ts';

/**
 * The owner of the inbox blocked whoever caused the event: they are not shown it, and nothing rests
 * on it.
 */
interface Withholdable {
  withheld?: true;
}

interface OfMessage extends Withholdable {
  /** As it stands after the event. */
  message: Message;
}

/** In the inboxes of both sides, the author's included: for the author's other devices. */
export type DirectMessagePosted = DomainEvent<'DirectMessagePosted', OfMessage>;
export type DirectMessageEdited = DomainEvent<'DirectMessageEdited', OfMessage>;
export type DirectMessageDeleted = DomainEvent<'DirectMessageDeleted', OfMessage>;
/**
 * Somebody reacted, or took a reaction back: whoever shows the message reads its reactions anew.
 */
export type DirectReactionsChanged = DomainEvent<'DirectReactionsChanged', OfMessage>;
/** The owner of the inbox was named in a room, whose id is the message's timeline. */
export type Mentioned = DomainEvent<'Mentioned', OfMessage>;
/** The message was edited and names the owner of the inbox no more. */
export type MentionEnded = DomainEvent<'MentionEnded', OfMessage>;
/** What of a room never changes. */
export interface InvitingRoom {
  name: string;
  createdAtMs: number;
}
/** Events of before `room` was kept lack it. */
export type InvitedToRoom = DomainEvent<
  'InvitedToRoom',
  Withholdable & { roomId: string; byId: string; room?: InvitingRoom }
>;
/**
 * An invitation that the owner was told of was declined, taken back, or led to a membership; or its
 * room was archived or deleted.
 */
export type InvitationEnded = DomainEvent<'InvitationEnded', { roomId: string; room: InvitingRoom }>;
export type ReadMarkerMoved = DomainEvent<'ReadMarkerMoved', { timelineId: string; lastReadSeq: number }>;
/**
 * For the sender: this message and all earlier ones of theirs in the conversation have arrived, or
 * were read.
 */
export type DeliveryChanged = DomainEvent<
  'DeliveryChanged',
  { timelineId: string; messageSeq: number; delivery: 'DELIVERED' | 'READ' }
>;
/**
 * For the recipient: private messages up to this seq of this very inbox are reported to their
 * senders. Nobody is shown it.
 */
export type ArrivalsReported = DomainEvent<'ArrivalsReported', { inboxSeq: number }>;
/**
 * The owner of the inbox blocked somebody. It lies here because whatever a block is about writes to
 * this stream: no replica misses it.
 */
export type UserBlocked = DomainEvent<'UserBlocked', { blockedId: string }>;
export type UserUnblocked = DomainEvent<'UserUnblocked', { blockedId: string }>;

export type InboxEvent =
  | DirectMessagePosted
  | DirectMessageEdited
  | DirectMessageDeleted
  | DirectReactionsChanged
  | Mentioned
  | MentionEnded
  | InvitedToRoom
  | InvitationEnded
  | ReadMarkerMoved
  | DeliveryChanged
  | ArrivalsReported
  | UserBlocked
  | UserUnblocked;
