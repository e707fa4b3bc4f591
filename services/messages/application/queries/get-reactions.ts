import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import { emojiForm } from '@confab/text/emoji';
import { messageId, participantsOf } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import type { MessageWithEmojis } from '../projections/messages.ts';
import { findReactions, type ReactionDocument, readOwnReactions } from '../projections/reactions.ts';
import { readableMessages } from './get-messages.ts';
import { checkPage, type QueryContext, turnsOf } from './query-context.ts';

export interface ReactionSummary {
  emoji: string;
  count: number;
  /** Whoever reacted first, first. */
  userIds: string[];
  viewerReacted: boolean;
}

/**
 * A message with no more reactions than this is read at once; of one with more, each emoji's first
 * users are read alone. One of a private conversation never has more.
 */
const AT_ONCE = 200;

/**
 * Reactions by message id, each emoji in its one form, the emoji whose oldest reaction is oldest
 * first. Messages without any are left out.
 */
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
  const byMessage = reacted.map(({ message }, index) => [messageId(message), summaries[index] ?? []] as const);
  return new Map(byMessage.filter(([, summary]) => summary.length > 0));
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
  const byEmoji = usersByEmoji(found.flat(), viewerId);
  // Where everything was found, that is what is counted. Of a private message the stored number
  // counts also what is withheld from the viewer.
  const isFound = total <= AT_ONCE || participantsOf(message.timelineId) !== undefined;
  const counts = isFound ? new Map<string, number>() : countsByForm(emojis);
  const ownForms = new Set([...own].map(emojiForm));
  return [...byEmoji].map(([emoji, userIds]) => ({
    emoji,
    count: counts.get(emoji) ?? userIds.size,
    userIds: [...userIds].slice(0, firstUsers),
    viewerReacted: ownForms.has(emoji),
  }));
}

/** The stored numbers, with the forms of one emoji together. */
function countsByForm(emojis: ReadonlyMap<string, number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [form, count] of emojis) {
    const emoji = emojiForm(form);
    counts.set(emoji, (counts.get(emoji) ?? 0) + count);
  }
  return counts;
}

/**
 * Who is seen to have reacted how: the emoji used first comes first, and so do users. The forms of
 * one emoji are one reaction.
 */
function usersByEmoji(reactions: readonly ReactionDocument[], viewerId: string): Map<string, Set<string>> {
  const byEmoji = new Map<string, Set<string>>();
  for (const { emoji: form, userId, withheld } of reactions.toSorted((a, b) => a.atSeq - b.atSeq)) {
    if (withheld && userId !== viewerId) continue;
    const emoji = emojiForm(form);
    byEmoji.set(emoji, (byEmoji.get(emoji) ?? new Set()).add(userId));
  }
  return byEmoji;
}
