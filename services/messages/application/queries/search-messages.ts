import type { SearchHit, SearchOrder, SearchQuery } from '@confab/runtime/eventlog/search/port';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import { holdsTouchingParts } from '@confab/text/search-words';
import { asSeenBy, type Message, type MessageKey } from '../../domain/message.ts';
import { forbidden } from '../../domain/rights.ts';
import { conversationId, messageId, parseMessageId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { readMessages } from '../projections/messages.ts';
import { TAGS } from '../search/message-search.ts';
import { checkPage, type QueryContext } from './query-context.ts';

/** Code points of what is looked for. */
const MAX_TEXT = 200;

interface Page {
  first: number;
  after?: string | undefined;
}

export interface SearchMessages extends Page {
  text: string;
  /** Name of a room that the caller may read. */
  room?: string | undefined;
  /** Name of the other side. */
  conversation?: string | undefined;
  /** Name of the author. */
  author?: string | undefined;
}

export interface ListAllMessages extends Page {
  /** Absent or empty: all messages. */
  search?: string | undefined;
  room?: string | undefined;
  author?: string | undefined;
  /** Only deleted ones, or only others. */
  deleted?: boolean | undefined;
  /** Absent: the newest first. */
  order?: SearchOrder | undefined;
}

export interface FoundMessages {
  /** In the order of the list. */
  messages: Message[];
  /** Parallel to the messages. */
  cursors: string[];
  hasMore: boolean;
}

/**
 * What the caller may read now, newest first: rooms they are a member of and their own
 * conversations; with a room or conversation named, that one alone. Deleted messages are not found.
 * A message is shown as it stands, which for a moment after an edit may be without what was looked
 * for.
 */
export async function searchMessages(
  context: QueryContext,
  caller: Caller,
  { text, room, conversation, author, ...page }: SearchMessages,
): Promise<FoundMessages> {
  if (text.trim() === '') throw badInput('text', 'Write what to look for.');
  checkText('text', text);
  const [where, by] = await Promise.all([
    placesToSearch(context, caller, { room, conversation }),
    byAuthor(context, caller, author),
  ]);
  const all = [TAGS.living, ...where.all, ...by];
  return readPage(context, { ...page, owner: caller.userId, text, any: where.any, all }, (message) => {
    const seen = asSeenBy(message, caller.userId);
    return seen?.text !== undefined && holdsTouchingParts(seen.text, text) ? seen : undefined;
  });
}

/**
 * Messages of all rooms, deleted ones included. FORBIDDEN to others than administrators of the
 * server; never private conversations.
 */
export async function listAllMessages(
  context: QueryContext,
  caller: Caller,
  { search, room, author, deleted, ...page }: ListAllMessages,
): Promise<FoundMessages> {
  if (!caller.isAdmin) throw forbidden('Only administrators of the server may do this.');
  if (search !== undefined) checkText('search', search);
  const all = [TAGS.ofRooms, ...(await byAuthor(context, caller, author))];
  if (room !== undefined) all.push(TAGS.inTimeline((await context.timelines.room(caller, room)).timelineId));
  if (deleted !== undefined) all.push(deleted ? TAGS.deleted : TAGS.living);
  const text = search?.trim() || undefined;
  return readPage(context, { ...page, owner: caller.userId, text, all }, (message) => {
    if (deleted !== undefined && deleted !== (message.deletedAtMs !== undefined)) return undefined;
    return text === undefined || holdsTouchingParts(message.text ?? '', text) ? message : undefined;
  });
}

function checkText(field: string, text: string): void {
  if ([...text].length > MAX_TEXT) throw badInput(field, `Use at most ${MAX_TEXT} characters.`);
}

/** Tags that a message has to have, and those of which it has to have one. */
async function placesToSearch(
  { timelines }: QueryContext,
  caller: Caller,
  { room, conversation }: Pick<SearchMessages, 'room' | 'conversation'>,
): Promise<{ any: string[]; all: string[] }> {
  if (room !== undefined) {
    const { timelineId, rights } = await timelines.room(caller, room);
    if (!rights.canRead) throw forbidden('You may not read here.');
    return { any: [TAGS.inTimeline(timelineId)], all: [] };
  }
  const own = TAGS.ofUser(caller.userId);
  if (conversation !== undefined) {
    const timelineId = conversationId(caller.userId, await timelines.user(caller, conversation));
    return { any: [TAGS.inTimeline(timelineId)], all: [own] };
  }
  const rooms = await timelines.joinedRooms(caller);
  return { any: [own, ...rooms.map(TAGS.inTimeline)], all: [] };
}

async function byAuthor({ timelines }: QueryContext, caller: Caller, author: string | undefined): Promise<string[]> {
  return author === undefined ? [] : [TAGS.by(await timelines.user(caller, author))];
}

/**
 * Reads on until the page is full, in turns with others: what the index shows and the timeline does
 * not any more, or not to the caller, is left out.
 */
async function readPage(
  context: QueryContext,
  { first, owner, ...query }: Omit<SearchQuery, 'limit'> & Page & { owner: string },
  shownAs: (message: Message) => Message | undefined,
): Promise<FoundMessages> {
  checkPage('first', first);
  const found: { message: Message; cursor: string }[] = [];
  for (let after = query.after; found.length <= first; ) {
    const hits = await context.index.find({ ...query, after, limit: first + 1 });
    for (const { message, cursor } of await messagesOf(context, hits)) {
      const shown = shownAs(message);
      if (shown) found.push({ message: shown, cursor });
    }
    after = hits.at(-1)?.cursor;
    if (hits.length <= first) break;
    await turns.giveWay(owner);
  }
  const page = found.slice(0, first);
  return {
    messages: page.map(({ message }) => message),
    cursors: page.map(({ cursor }) => cursor),
    hasMore: found.length > first,
  };
}

async function messagesOf({ store }: QueryContext, hits: readonly SearchHit[]) {
  const keys = hits.map(({ id }) => parseMessageId(id)).filter((key): key is MessageKey => key !== undefined);
  const messages = await readMessages(store.projections, keys);
  const byId = new Map(messages.map(({ message }) => [messageId(message), message]));
  return hits.flatMap(({ id, cursor }) => {
    const message = byId.get(id);
    return message ? [{ message, cursor }] : [];
  });
}
