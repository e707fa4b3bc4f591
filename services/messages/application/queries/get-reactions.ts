import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { inTurns } from '@confab/runtime/turns/in-turns';
import { messageId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import type { MessageWithEmojis } from '../projections/messages.ts';
import { findReactions, readOwnReactions } from '../projections/reactions.ts';
import { readableMessages } from './get-messages.ts';
import { checkPage, type QueryContext, turnsOf } from './query-context.ts';

export interface ReactionSummary {
  emoji: string;
  count: number;
  /** Whoever reacted first, first. */
  userIds: string[];
  viewerReacted: boolean;
}

/** A message with no more reactions than this is read at once; of one with more, each emoji's first users are read alone. */
const AT_ONCE = 200;

/** Reactions by message id, the emoji whose oldest reaction is oldest first. Messages without any are left out. */
export async function getReactions(
  context: QueryContext,
  caller: Caller,
  { messageIds, firstUsers }: { messageIds: readonly string[]; firstUsers: number },
): Promise<Map<string, ReactionSummary[]>> {
  checkPage('firstUsers', firstUsers);
  const messages = await readableMessages(context, caller, messageIds);
  const reacted = messages.filter(({ emojis }) => emojis.size > 0);
  const summaries = await inTurns(reacted, turnsOf(context, caller.userId), (message) =>
    summarise(context.store.projections, message, { viewerId: caller.userId, firstUsers }),
  );
  return new Map(reacted.map(({ message }, index) => [messageId(message), summaries[index] ?? []]));
}

async function summarise(
  projections: ProjectionReader,
  { message, emojis }: MessageWithEmojis,
  { viewerId, firstUsers }: { viewerId: string; firstUsers: number },
): Promise<ReactionSummary[]> {
  const total = [...emojis.values()].reduce((sum, count) => sum + count, 0);
  const limit = Math.max(firstUsers, 1);
  const [found, own] = await Promise.all([
    total <= AT_ONCE
      ? findReactions(projections, message, { limit: AT_ONCE })
      : Promise.all([...emojis.keys()].map((emoji) => findReactions(projections, message, { emoji, limit }))),
    readOwnReactions(projections, message, viewerId),
  ]);
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, userId } of found.flat().sort((a, b) => a.atSeq - b.atSeq)) {
    const userIds = byEmoji.get(emoji) ?? [];
    byEmoji.set(emoji, userIds);
    if (userIds.length < firstUsers) userIds.push(userId);
  }
  return [...byEmoji].map(([emoji, userIds]) => ({
    emoji,
    count: emojis.get(emoji) ?? userIds.length,
    userIds,
    viewerReacted: own.has(emoji),
  }));
}
