import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { emojiForm } from '@confab/text/emoji';
import { assertNotBlocking, type Blocks, NO_BLOCKS } from './blocks.ts';
import type { DecidedMessage, Held } from './decided.ts';
import { toBothSides } from './direct.ts';
import { assertNotDeleted, existingMessage, heldMessage } from './held-message.ts';
import type { MessageKey } from './message.ts';
import { assertTakesPart, type Rights } from './rights.ts';
import { reactionsKey, type TimelineState } from './timeline.ts';
import type { InRoom, ReactionAdded, ReactionRemoved } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** Different reactions of one user to one message. */
export const MAX_OF_A_USER = 20;
/** Different reactions that one message shows. Bounds what a message weighs, however many users react. */
export const MAX_OF_A_MESSAGE = 50;

/** `emoji` is checked: it is in its one form. Emoji of the log may be in any form. */
export interface React extends MessageKey, InRoom {
  userId: string;
  rights: Rights;
  emoji: string;
  /** Absent in a room. */
  blocks?: Blocks;
}

/**
 * Members only. CONFLICT on a deleted message, and to whom one blocks; what is shown already is no event; BAD_USER_INPUT naming `emoji` beyond the
 * limits.
 */
export function addReaction({ state }: Held<TimelineState>, command: React): DecidedMessage {
  const { own, counts } = reactionsOf(state, command);
  const { emoji, blocks = NO_BLOCKS } = command;
  assertNotBlocking(blocks);
  if (formsOf(emoji, own).length > 0) return decided(state, command, []);
  if (own.size >= MAX_OF_A_USER) throw badInput('emoji', `At most ${MAX_OF_A_USER} different reactions each.`);
  if (counts.size >= MAX_OF_A_MESSAGE && formsOf(emoji, counts.keys()).length === 0) {
    throw badInput('emoji', `A message shows at most ${MAX_OF_A_MESSAGE} different reactions.`);
  }
  return decided(state, command, [{ type: 'ReactionAdded', emoji, count: (counts.get(emoji) ?? 0) + 1 }]);
}

/**
 * Members only. CONFLICT on a deleted message; taking back what is not there is no event. Every form that the log
 * holds of the emoji is taken back.
 */
export function removeReaction({ state }: Held<TimelineState>, command: React): DecidedMessage {
  const { own, counts } = reactionsOf(state, command);
  const removed = formsOf(command.emoji, own).map((emoji) => ({
    type: 'ReactionRemoved' as const,
    emoji,
    count: (counts.get(emoji) ?? 1) - 1,
  }));
  return decided(state, command, removed);
}

/** Every form of an emoji that is among these. */
function formsOf(emoji: string, among: Iterable<string>): string[] {
  return [...among].filter((form) => form === emoji || emojiForm(form) === emoji);
}

function reactionsOf(state: TimelineState, { seq, userId, rights }: React) {
  assertTakesPart(rights);
  assertNotDeleted(existingMessage(state, seq, userId));
  const own = state.reactions.get(reactionsKey(seq, userId));
  if (!own) throw new Error(`reactions of ${userId} to ${seq} were not hydrated`);
  return { own: own.emojis, counts: heldMessage(state, seq).emojis };
}

interface Change {
  type: 'ReactionAdded' | 'ReactionRemoved';
  /** In the form that the log has. */
  emoji: string;
  count: number;
}

function decided(
  state: TimelineState,
  { timelineId, seq, roomName, userId, blocks: { byPeer } = NO_BLOCKS }: React,
  changes: readonly Change[],
): DecidedMessage {
  const result = { timelineId, seq };
  const message = existingMessage(state, seq, userId);
  if (changes.length === 0) return { events: [], result, message };
  const isWithheld = byPeer || message.withheld === true;
  const events = changes.map(({ type, emoji, count }): ReactionAdded | ReactionRemoved => {
    const data: ReactionAdded['data'] = { messageSeq: seq, emoji, userId, count };
    if (roomName) data.roomName = roomName;
    if (isWithheld) data.withheld = true;
    return { type, data };
  });
  return {
    events: [
      ...events.map((event) => ({ stream: timelineStream(timelineId), event })),
      ...toBothSides('DirectReactionsChanged', message, { actorId: userId, isWithheld }),
    ],
    result,
    message,
  };
}
