import { AppError, badInput } from '@confab/runtime/kernel/errors/app-error';
import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import { conversationId, peerOf } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import type { ConversationDocument } from '../projections/inbox-reader.ts';
import { checkPage, type QueryContext, turnsOf } from './query-context.ts';
import { readState } from './read-states.ts';

export interface Conversation {
  id: string;
  peerId: string;
  /** At most 1,000. */
  unreadCount: number;
  lastReadSeq: number;
  lastActivityAtMs: number;
}

export interface ConversationPage {
  conversations: Conversation[];
  /** Parallel to the conversations. */
  cursors: string[];
  hasMore: boolean;
}

const CURSOR = /^[1-9][0-9]{0,9}$/;

/**
 * The caller's conversations, newest activity first. A cursor is the position of a conversation's
 * last message in the caller's inbox.
 */
export async function listConversations(
  context: QueryContext,
  { userId }: Caller,
  { first, after }: { first: number; after?: string | undefined },
): Promise<ConversationPage> {
  checkPage('first', first);
  if (after !== undefined && !CURSOR.test(after)) throw badInput('after', 'This is no cursor of this list.');
  const found = await context.store.projections.find<ConversationDocument>('conversations', {
    index: 'byActivity',
    equal: [userId],
    ...(after === undefined ? {} : { lessThan: Number(after) }),
    order: 'descending',
    limit: first + 1,
  });
  const page = found.slice(0, first);
  return {
    conversations: await inTurns(page, turnsOf(context, userId), (document) =>
      toConversation(context, userId, document),
    ),
    cursors: page.map(({ lastInboxSeq }) => String(lastInboxSeq)),
    hasMore: found.length > first,
  };
}

/**
 * One conversation by its id or the other side's name; undefined for one never written to.
 * NOT_FOUND for what the caller has no part in.
 */
export async function getConversation(
  context: QueryContext,
  caller: Caller,
  which: { with: string } | { id: string },
): Promise<Conversation | undefined> {
  const { userId } = caller;
  const timelineId =
    'id' in which ? which.id : conversationId(userId, await context.timelines.user(caller, which.with));
  if ('id' in which && peerOf(timelineId, userId) === undefined) {
    throw new AppError('NOT_FOUND', 'There is no such conversation.');
  }
  const found = await context.store.projections.get<ConversationDocument>('conversations', [userId, timelineId]);
  return found && toConversation(context, userId, found);
}

async function toConversation(
  context: QueryContext,
  userId: string,
  { timelineId, peerId, lastActivityAtMs }: ConversationDocument,
): Promise<Conversation> {
  const { unreadCount, lastReadSeq } = await readState(context, userId, timelineId);
  return { id: timelineId, peerId, unreadCount, lastReadSeq, lastActivityAtMs };
}
