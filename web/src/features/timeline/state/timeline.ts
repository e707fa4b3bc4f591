import type { Named } from '../../../shared/people.ts';
import { type Reaction, type ReactionChange, reacted } from './reactions.ts';

/** Somebody as the timeline shows them. */
export interface Person extends Named {
  /** Since when the account is closed; absent where that is not known, as of what an earlier version of the client loaded. */
  deletedAt?: string | null;
}

export type Delivery = 'SENT' | 'DELIVERED' | 'READ';

/** The answered message as it is shown above the answer. */
export interface Quote {
  id: string;
  seq: number;
  author: Person;
  /** Null once deleted. */
  text: string | null;
}

export interface TimelineMessage {
  id: string;
  seq: number;
  author: Person;
  /** Null once deleted. */
  text: string | null;
  idempotencyKey: string | null;
  sentAt: string;
  editedAt: string | null;
  /** Who edited it last: the author, or an administrator. Absent where that is not known, as of an edit on its way. */
  editedBy?: Person | null;
  /** The edit is still on its way. */
  unsaved?: true;
  deletedAt: string | null;
  replyTo: Quote | null;
  /** Null in a room. */
  delivery: Delivery | null;
  reactions: Reaction[];
}

export type NoticeKind = 'joined' | 'left' | 'kicked' | 'banned';

export interface Notice {
  kind: 'notice';
  key: string;
  at: string;
  notice: NoticeKind;
  user: Person;
  by: Person | null;
}

/** A private message that was sent from this place with `/pm`. */
export interface Whisper {
  kind: 'whisper';
  key: string;
  at: string;
  to: string;
  text: string;
}

/** What the log shows, one after another. */
export type TimelineItem =
  | {
      kind: 'message';
      key: string;
      message: TimelineMessage;
      /** It was posted while the log was open, so it is spoken; what was loaded with a page is history. */
      news: boolean;
    }
  | Notice
  | Whisper;

/** A message as events and pages bring it: a live one has no reactions yet, one in a room no delivery status. */
export type IncomingMessage = Omit<TimelineMessage, 'reactions' | 'delivery'> &
  Partial<Pick<TimelineMessage, 'reactions' | 'delivery'>>;

/**
 * A window on all that was ever written in a place. Messages ascend by `seq` without a gap between the first and the last one held; the
 * other items stand where they happened. Every function returns a new timeline, or the same if nothing changes, and does nothing when
 * it is repeated. What comes last costs as much in a long window as in a short one, but for the copy of the list of items.
 */
export interface Timeline {
  items: readonly TimelineItem[];
  /** There are messages before the first one. */
  hasOlder: boolean;
  /** There are messages behind the last one: the window does not follow what is posted, until it has caught up. */
  hasNewer: boolean;
  /** The highest `seq` heard of, held or not; 0 before the first message. */
  latestSeq: number;
  /** How many messages were posted since the snapshot, held or not. */
  arrivals: number;
}

/** Messages that follow one another in the log of a place. */
export interface TimelinePage {
  messages: readonly IncomingMessage[];
  hasOlder: boolean;
  hasNewer: boolean;
}

export const emptyTimeline: Timeline = { items: [], hasOlder: false, hasNewer: false, latestSeq: 0, arrivals: 0 };

/** As many of the newest messages as are kept to be read without the server. */
const KEPT_MESSAGES = 50;

/** The newest messages of a place, as a page; null where the timeline lies further back. */
export function newestOf({ items, hasOlder, hasNewer }: Timeline): TimelinePage | null {
  if (hasNewer) return null;
  const messages = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  return {
    messages: messages.slice(-KEPT_MESSAGES),
    hasOlder: hasOlder || messages.length > KEPT_MESSAGES,
    hasNewer,
  };
}

/** A timeline of one page: the start, and what replaces everything after a reset or a jump. */
export function fromPage({ messages, hasOlder, hasNewer }: TimelinePage, before: Timeline = emptyTimeline): Timeline {
  const items = messages.map(toHistory);
  const latestSeq = Math.max(before.latestSeq, messages.at(-1)?.seq ?? 0);
  return { items, hasOlder, hasNewer, latestSeq, arrivals: before.arrivals };
}

/** Adds the page before the first message. Of one that overlaps with what is held only the messages before it count. */
export function withOlder(timeline: Timeline, { messages, hasOlder }: TimelinePage): Timeline {
  const first = edgeMessage(timeline, 'first')?.seq ?? Number.POSITIVE_INFINITY;
  const older = messages.filter(({ seq }) => seq < first).map(toHistory);
  return { ...timeline, items: [...older, ...timeline.items], hasOlder };
}

/** Adds the page behind the last message. Of one that overlaps with what is held only the messages behind it count. */
export function withNewer(timeline: Timeline, { messages, hasNewer }: TimelinePage): Timeline {
  const last = edgeMessage(timeline, 'last')?.seq ?? 0;
  const newer = messages.filter(({ seq }) => seq > last).map(toHistory);
  const latestSeq = Math.max(timeline.latestSeq, messages.at(-1)?.seq ?? 0);
  return { ...timeline, items: [...timeline.items, ...newer], hasNewer, latestSeq };
}

/** Keeps so many items around the one with a key, or at the end without one. What is dropped is loaded again when the reader comes near it. */
export function withinWindow(timeline: Timeline, key: string | null, keep: number): Timeline {
  const { items } = timeline;
  if (items.length <= keep) return timeline;
  const centre = key === null ? -1 : items.findIndex((item) => item.key === key);
  const latestStart = items.length - keep;
  const start = centre < 0 ? latestStart : Math.min(Math.max(0, centre - Math.floor(keep / 2)), latestStart);
  return {
    ...timeline,
    items: items.slice(start, start + keep),
    hasOlder: timeline.hasOlder || start > 0,
    hasNewer: timeline.hasNewer || start < latestStart,
  };
}

/**
 * Adds messages that were posted, each in its place by `seq`. One that is there keeps what later events did to it; one beyond an end of
 * the window is only counted.
 */
export function withMessages(timeline: Timeline, messages: readonly IncomingMessage[]): Timeline {
  const first = timeline.hasOlder ? (edgeMessage(timeline, 'first')?.seq ?? 0) : 0;
  const last = timeline.hasNewer ? (edgeMessage(timeline, 'last')?.seq ?? 0) : Number.POSITIVE_INFINITY;
  let { latestSeq, arrivals } = timeline;
  let items: TimelineItem[] | null = null;
  for (const message of messages) {
    if (message.seq > latestSeq) {
      latestSeq = message.seq;
      arrivals += 1;
    }
    if (message.seq < first || message.seq > last) continue;
    const place = placeOf(items ?? timeline.items, message.seq);
    if (place === null) continue;
    items ??= [...timeline.items];
    items.splice(place, 0, { ...toHistory(message), news: true });
  }
  if (!items && arrivals === timeline.arrivals) return timeline;
  return { ...timeline, items: items ?? timeline.items, latestSeq, arrivals };
}

/** Where a message goes: behind the last one with a lower `seq` and what follows that, so usually at the end. Null where it is there. */
function placeOf(items: readonly TimelineItem[], seq: number): number | null {
  let place = items.length;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind !== 'message') continue;
    if (item.message.seq === seq) return null;
    if (item.message.seq < seq) break;
    place = index;
  }
  return place;
}

function toHistory(incoming: IncomingMessage): Extract<TimelineItem, { kind: 'message' }> {
  const message = { ...incoming, reactions: incoming.reactions ?? [], delivery: incoming.delivery ?? null };
  return { kind: 'message', key: message.id, message, news: false };
}

/** Takes for news what lies behind a `seq`: of a page, the messages that were posted since it was asked for. */
export function withNewsBehind(timeline: Timeline, seq: number): Timeline {
  const items = timeline.items.map((item) =>
    item.kind === 'message' && item.message.seq > seq ? { ...item, news: true } : item,
  );
  return { ...timeline, items };
}

/** Adds a notice or whisper at the end, unless one with its key is there or the end is not held. */
export function withItem(timeline: Timeline, item: Notice | Whisper): Timeline {
  if (timeline.hasNewer || timeline.items.some(({ key }) => key === item.key)) return timeline;
  return { ...timeline, items: [...timeline.items, item] };
}

/** Changes one message; does nothing where it is not held, because it will be loaded with the change in it. */
export function withChange(
  timeline: Timeline,
  id: string,
  change: (message: TimelineMessage) => Partial<TimelineMessage>,
): Timeline {
  const index = timeline.items.findLastIndex(({ key }) => key === id);
  const item = timeline.items[index];
  if (item?.kind !== 'message') return timeline;
  const message = { ...item.message, ...change(item.message) };
  return { ...timeline, items: timeline.items.with(index, { ...item, message }) };
}

/** Adds or takes back one reaction. Repeating a change, as the echo of the viewer's own one does, changes nothing. */
export function withReaction(timeline: Timeline, change: ReactionChange): Timeline {
  return withChange(timeline, change.messageId, ({ reactions }) => ({ reactions: reacted(reactions, change) }));
}

const deliveryRank: Record<Delivery, number> = { SENT: 0, DELIVERED: 1, READ: 2 };

/** Raises the delivery status of one message. */
export function withDelivery(timeline: Timeline, messageId: string, delivery: Delivery): Timeline {
  const held = messageOf(timeline, messageId);
  if (!held || !isBehind(held.delivery, delivery)) return timeline;
  return withChange(timeline, messageId, () => ({ delivery }));
}

/** Whether a message has not come as far as that. */
export function isBehind(reached: Delivery | null, other: Delivery): boolean {
  return reached === null || deliveryRank[reached] < deliveryRank[other];
}

/** A message that is held; null where it is not. */
export function messageOf({ items }: Timeline, id: string): TimelineMessage | null {
  const item = items.findLast(({ key }) => key === id);
  return item?.kind === 'message' ? item.message : null;
}

/** The message that was posted first, or last, of those held. */
export function edgeMessage(timeline: Timeline, edge: 'first' | 'last'): TimelineMessage | null {
  const find =
    edge === 'first' ? timeline.items.find.bind(timeline.items) : timeline.items.findLast.bind(timeline.items);
  const item = find(({ kind }) => kind === 'message');
  return item?.kind === 'message' ? item.message : null;
}
