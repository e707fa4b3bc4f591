/** Somebody as the timeline shows them. */
export interface Person {
  id: string;
  username: string;
  displayName: string;
}

export interface Reaction {
  emoji: string;
  count: number;
  viewerReacted: boolean;
  /** Some of those who reacted, for showing and for telling a repeated event from a new one. */
  users: { id: string; username: string }[];
}

export type Delivery = 'SENT' | 'DELIVERED' | 'READ';

export interface TimelineMessage {
  id: string;
  seq: number;
  author: Person;
  /** Null once deleted. */
  text: string | null;
  idempotencyKey: string | null;
  sentAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  /** Null in a room. */
  delivery: Delivery | null;
  reactions: Reaction[];
}

export type NoticeKind = 'joined' | 'left' | 'kicked' | 'banned';

/** What the log shows, one after another. A whisper is a private message that was sent from this place with `/pm`. */
export type TimelineItem =
  | { kind: 'message'; key: string; message: TimelineMessage }
  | { kind: 'notice'; key: string; at: string; notice: NoticeKind; user: Person; by: Person | null }
  | { kind: 'whisper'; key: string; at: string; to: string; text: string };

/** A message as events and pages bring it: a live one has no reactions yet, one in a room no delivery status. */
export type IncomingMessage = Omit<TimelineMessage, 'reactions' | 'delivery'> &
  Partial<Pick<TimelineMessage, 'reactions' | 'delivery'>>;

/** Messages ascend by `seq`; the other items stand where they happened. Every function returns a new timeline, or the same if nothing changes. */
export interface Timeline {
  items: readonly TimelineItem[];
  /** There are messages before the first one. */
  hasOlder: boolean;
}

/** A timeline of the newest messages: the start, and what replaces everything after a reset. */
export function fromSnapshot(messages: readonly IncomingMessage[], hasOlder: boolean): Timeline {
  return withMessages({ items: [], hasOlder }, messages);
}

/** Adds a page of older messages. Of one that overlaps with what is held, or runs ahead of the live events, only those before it count. */
export function withOlder(timeline: Timeline, messages: readonly IncomingMessage[], hasOlder: boolean): Timeline {
  const first = edgeMessage(timeline, 'first')?.seq ?? Number.POSITIVE_INFINITY;
  const older = fromSnapshot(
    messages.filter(({ seq }) => seq < first),
    hasOlder,
  );
  return { items: [...older.items, ...timeline.items], hasOlder };
}

/** Adds messages that are not there yet, each in its place by `seq`. One that is there keeps what later events did to it. */
export function withMessages(timeline: Timeline, messages: readonly IncomingMessage[]): Timeline {
  const held = new Set(timeline.items.map(({ key }) => key));
  const items = [...timeline.items];
  for (const incoming of messages) {
    if (held.has(incoming.id)) continue;
    held.add(incoming.id);
    const message: TimelineMessage = {
      ...incoming,
      reactions: incoming.reactions ?? [],
      delivery: incoming.delivery ?? null,
    };
    items.splice(placeOf(items, message.seq), 0, { kind: 'message', key: message.id, message });
  }
  return items.length === timeline.items.length ? timeline : { ...timeline, items };
}

/** Where a message of this `seq` goes: behind the last message with a lower one and what follows that, so usually at the end. */
function placeOf(items: readonly TimelineItem[], seq: number): number {
  let place = items.length;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind !== 'message') continue;
    if (item.message.seq < seq) break;
    place = index;
  }
  return place;
}

/** Adds a notice or whisper at the end, unless one with its key is there. */
export function withItem(timeline: Timeline, item: TimelineItem): Timeline {
  if (timeline.items.some(({ key }) => key === item.key)) return timeline;
  return { ...timeline, items: [...timeline.items, item] };
}

/** Changes one message; does nothing where it is not held, because it will be loaded with the change in it. */
export function withChange(
  timeline: Timeline,
  id: string,
  change: (message: TimelineMessage) => Partial<TimelineMessage>,
): Timeline {
  const index = timeline.items.findIndex(({ key }) => key === id);
  const item = timeline.items[index];
  if (item?.kind !== 'message') return timeline;
  const message = { ...item.message, ...change(item.message) };
  return { ...timeline, items: timeline.items.with(index, { ...item, message }) };
}

export interface ReactionChange {
  messageId: string;
  emoji: string;
  user: { id: string; username: string };
  added: boolean;
  viewerId: string;
}

/** Adds or takes back one reaction. Repeating a change, as the echo of the viewer's own one does, changes nothing. */
export function withReaction(timeline: Timeline, change: ReactionChange): Timeline {
  return withChange(timeline, change.messageId, ({ reactions }) => ({ reactions: reacted(reactions, change) }));
}

function reacted(reactions: Reaction[], { emoji, user, added, viewerId }: ReactionChange): Reaction[] {
  const own = user.id === viewerId;
  const old = reactions.find((reaction) => reaction.emoji === emoji);
  if (!old) return added ? [...reactions, { emoji, count: 1, viewerReacted: own, users: [user] }] : reactions;

  const known = old.users.some(({ id }) => id === user.id);
  // Beyond the users that are listed, only the viewer's own reactions can be told apart from repeated ones.
  const present = known || (own && old.viewerReacted);
  const surelyAbsent = own || old.users.length === old.count;
  if (added ? present : !present && surelyAbsent) return reactions;

  const next: Reaction = {
    emoji,
    count: old.count + (added ? 1 : -1),
    viewerReacted: own ? added : old.viewerReacted,
    users: added ? [...old.users, user] : old.users.filter(({ id }) => id !== user.id),
  };
  return next.count > 0
    ? reactions.map((reaction) => (reaction === old ? next : reaction))
    : reactions.filter((reaction) => reaction !== old);
}

const deliveryRank: Record<Delivery, number> = { SENT: 0, DELIVERED: 1, READ: 2 };

/** Raises the delivery status of one of the viewer's messages and of those before it: the peer got and read them in order. */
export function withDelivery(timeline: Timeline, messageId: string, delivery: Delivery): Timeline {
  const target = timeline.items.find(({ key }) => key === messageId);
  if (target?.kind !== 'message') return timeline;
  const { seq, author } = target.message;
  const items = timeline.items.map((item) => {
    if (item.kind !== 'message' || item.message.seq > seq || item.message.author.id !== author.id) return item;
    const held = item.message.delivery;
    if (held && deliveryRank[held] >= deliveryRank[delivery]) return item;
    return { ...item, message: { ...item.message, delivery } };
  });
  return { ...timeline, items };
}

/** The message that was posted first, or last, of those held. */
export function edgeMessage(timeline: Timeline, edge: 'first' | 'last'): TimelineMessage | null {
  const find =
    edge === 'first' ? timeline.items.find.bind(timeline.items) : timeline.items.findLast.bind(timeline.items);
  const item = find(({ kind }) => kind === 'message');
  return item?.kind === 'message' ? item.message : null;
}
