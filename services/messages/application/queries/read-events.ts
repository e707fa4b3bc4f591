import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { InboxEvent } from '../../domain/inbox-events.ts';
import { asSeenBy, type Message } from '../../domain/message.ts';
import type { TimelineEvent } from '../../domain/timeline-events.ts';
import { inboxStream, messageId, participantsOf, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { readMessages } from '../projections/messages.ts';
import type { QueryContext } from './query-context.ts';

/** Events of one read; a client that is further behind than a few of these starts afresh. */
const MAX_EVENTS = 1_000;

export interface EventPage {
  events: StoredEvent[];
  /** Seqs of events that the caller may not be shown any more. */
  hidden: ReadonlySet<number>;
  /**
   * The messages that the events show as the caller sees them now, by id: history must not bring
   * back what was deleted or edited away.
   */
  current: ReadonlyMap<string, Message>;
  head: number;
  epoch: string;
}

interface Range {
  after: number;
  limit: number;
}

/** Events of a timeline that the caller may read. What is withheld from the caller is hidden. */
export async function readTimelineEvents(
  { store, timelines }: QueryContext,
  caller: Caller,
  { timelineId, ...range }: Range & { timelineId: string },
): Promise<EventPage> {
  await timelines.readable(caller, timelineId);
  const page = await readPage(store, timelineStream(timelineId), range);
  const { current, withheld } = await currentMessages(store, page.events, caller);
  return { ...page, hidden: withheld, current };
}

/**
 * Events of the caller's own inbox. Mentions in rooms that the caller may not read any more are
 * hidden, and what is withheld from the caller.
 */
export async function readInboxEvents(
  { store, timelines }: QueryContext,
  caller: Caller,
  range: Range,
): Promise<EventPage> {
  const page = await readPage(store, inboxStream(caller.userId), range);
  const rooms = page.events.flatMap((event) => {
    const timelineId = shownMessage(event)?.timelineId;
    return timelineId === undefined || participantsOf(timelineId) ? [] : [{ seq: event.seq, timelineId }];
  });
  const readable = await timelines.readableAmong(
    caller,
    rooms.map(({ timelineId }) => timelineId),
  );
  const hidden = new Set(rooms.filter(({ timelineId }) => !readable.has(timelineId)).map(({ seq }) => seq));
  const shown = page.events.filter(({ seq }) => !hidden.has(seq));
  const { current, withheld } = await currentMessages(store, shown, caller);
  return { ...page, hidden: new Set([...hidden, ...withheld]), current };
}

async function readPage(store: EventStore, stream: string, { after, limit }: Range) {
  if (limit > MAX_EVENTS) throw badInput('limit', `At most ${MAX_EVENTS} events at once.`);
  const events = await store.readStream(stream, { after, limit });
  const head = await store.head(stream);
  return { events, head, epoch: store.epoch };
}

/**
 * Messages by id as the caller sees them, and the seqs of events that are withheld from the caller.
 */
async function currentMessages(
  store: EventStore,
  events: readonly StoredEvent[],
  { userId }: Caller,
): Promise<{ current: Map<string, Message>; withheld: Set<number> }> {
  const keys = new Map<string, { timelineId: string; seq: number }>();
  for (const event of events) {
    const key = shownMessage(event);
    if (key) keys.set(messageId(key), key);
  }
  const found = await readMessages(store.projections, [...keys.values()]);
  const seen = found.flatMap(({ message }) => asSeenBy(message, userId) ?? []);
  const current = new Map(seen.map((message) => [messageId(message), message]));
  const withheld = events.filter((event) => {
    const key = shownMessage(event);
    return ('withheld' in event.data && event.actor !== userId) || (key && !current.has(messageId(key)));
  });
  return { current, withheld: new Set(withheld.map(({ seq }) => seq)) };
}

/** The message that an event shows, if it shows one. */
function shownMessage(stored: StoredEvent): { timelineId: string; seq: number } | undefined {
  const event = stored as StoredEvent & (TimelineEvent | InboxEvent);
  switch (event.type) {
    case 'MessagePosted':
      return { timelineId: event.stream.slice(timelineStream('').length), seq: event.seq };
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'DirectMessagePosted':
    case 'DirectMessageEdited':
    case 'DirectMessageDeleted':
    case 'DirectReactionsChanged':
    case 'Mentioned':
    case 'MentionEnded':
      return event.data.message;
    default:
      return undefined;
  }
}
