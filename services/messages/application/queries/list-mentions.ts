import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import { asSeenBy, type Message, type MessageKey } from '../../domain/message.ts';
import { messageId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { readMessages } from '../projections/messages.ts';
import { checkPage, type QueryContext } from './query-context.ts';
import type { FoundMessages } from './search-messages.ts';

export interface ListMentions {
  /**
   * Only those behind the caller's read markers, in rooms that they have not left: what is counted
   * as unread.
   */
  unreadOnly: boolean;
  first: number;
  after?: string | undefined;
}

interface MentionDocument {
  timelineId: string;
  messageSeq: number;
  inboxSeq: number;
}

const CURSOR = /^[1-9][0-9]{0,9}$/;
/** Most mentions looked at in one go. Between two goes others are served. */
const LONGEST_STRETCH = 200;

/**
 * Messages that mention the caller, the newest mention first: of rooms that they may read now, as
 * the messages stand now, without deleted ones. A cursor is the position of a mention in the
 * caller's inbox.
 */
export async function listMentions(
  context: QueryContext,
  caller: Caller,
  { unreadOnly, first, after }: ListMentions,
): Promise<FoundMessages> {
  checkPage('first', first);
  if (after !== undefined && !CURSOR.test(after)) throw badInput('after', 'This is no cursor of this list.');
  const { projections } = context.store;
  const marker = createMarkers(context, caller.userId);
  const joined = unreadOnly ? new Set(await context.timelines.joinedRooms(caller)) : undefined;
  const found: { message: Message; cursor: string }[] = [];
  // Most mentions are shown: a page is among the first, and what hardly any is wanted for takes
  // longer and longer stretches.
  let length = Math.min(first + 1, LONGEST_STRETCH);
  for (let position = after === undefined ? undefined : Number(after); found.length <= first; ) {
    const stretch = await projections.find<MentionDocument>('mentions', {
      ...{ index: 'byAge', equal: [caller.userId], order: 'descending', limit: length },
      ...(position !== undefined && { lessThan: position }),
    });
    const wanted = joined ? await marker.behind(stretch.filter(({ timelineId }) => joined.has(timelineId))) : stretch;
    found.push(...(await shown(context, caller, wanted)));
    position = stretch.at(-1)?.inboxSeq;
    if (stretch.length < length) break;
    length = Math.min(2 * length, LONGEST_STRETCH);
    await turns.giveWay(caller.userId);
  }
  const page = found.slice(0, first);
  return {
    messages: page.map(({ message }) => message),
    cursors: page.map(({ cursor }) => cursor),
    hasMore: found.length > first,
  };
}

/** The user's read markers, each looked up once. */
function createMarkers({ store }: QueryContext, userId: string) {
  const known = new Map<string, number>();
  return {
    /** Those of the mentions that are unread. */
    async behind(mentions: readonly MentionDocument[]): Promise<MentionDocument[]> {
      const unknown = [...new Set(mentions.map(({ timelineId }) => timelineId))].filter((id) => !known.has(id));
      const markers = await store.projections.getMany<{ lastReadSeq: number }>(
        'readMarkers',
        unknown.map((timelineId) => [userId, timelineId]),
      );
      for (const [at, timelineId] of unknown.entries()) known.set(timelineId, markers[at]?.lastReadSeq ?? 0);
      return mentions.filter(({ timelineId, messageSeq }) => messageSeq > (known.get(timelineId) ?? 0));
    },
  };
}

/** Those of the mentions that the caller may be shown. */
async function shown({ store, timelines }: QueryContext, caller: Caller, mentions: readonly MentionDocument[]) {
  if (mentions.length === 0) return [];
  const timelineIds = [...new Set(mentions.map(({ timelineId }) => timelineId))];
  const readable = await timelines.readableAmong(caller, timelineIds);
  const keys = mentions.map(({ timelineId, messageSeq }): MessageKey => ({ timelineId, seq: messageSeq }));
  const messages = await readMessages(
    store.projections,
    keys.filter(({ timelineId }) => readable.has(timelineId)),
  );
  const byId = new Map(messages.map(({ message }) => [messageId(message), message]));
  return mentions.flatMap(({ timelineId, messageSeq, inboxSeq }) => {
    const message = byId.get(messageId({ timelineId, seq: messageSeq }));
    const seen = message && asSeenBy(message, caller.userId);
    return seen?.text === undefined ? [] : [{ message: seen, cursor: String(inboxSeq) }];
  });
}
