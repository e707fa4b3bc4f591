import { badInput } from '@confab/runtime/errors/app-error';
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

/** `emoji` is checked. */
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
  if (own.has(emoji)) return decided(state, command);
  if (own.size >= MAX_OF_A_USER) throw badInput('emoji', `At most ${MAX_OF_A_USER} different reactions each.`);
  const count = counts.get(emoji) ?? 0;
  if (count === 0 && counts.size >= MAX_OF_A_MESSAGE) {
    throw badInput('emoji', `A message shows at most ${MAX_OF_A_MESSAGE} different reactions.`);
  }
  return decided(state, command, { type: 'ReactionAdded', count: count + 1 });
}

/** Members only. CONFLICT on a deleted message; taking back what is not there is no event. */
export function removeReaction({ state }: Held<TimelineState>, command: React): DecidedMessage {
  const { own, counts } = reactionsOf(state, command);
  if (!own.has(command.emoji)) return decided(state, command);
  return decided(state, command, { type: 'ReactionRemoved', count: (counts.get(command.emoji) ?? 1) - 1 });
}

function reactionsOf(state: TimelineState, { seq, userId, rights }: React) {
  assertTakesPart(rights);
  assertNotDeleted(existingMessage(state, seq, userId));
  const own = state.reactions.get(reactionsKey(seq, userId));
  if (!own) throw new Error(`reactions of ${userId} to ${seq} were not hydrated`);
  return { own: own.emojis, counts: heldMessage(state, seq).emojis };
}

function decided(
  state: TimelineState,
  { timelineId, seq, roomName, userId, emoji, blocks: { byPeer } = NO_BLOCKS }: React,
  change?: { type: 'ReactionAdded' | 'ReactionRemoved'; count: number },
): DecidedMessage {
  const result = { timelineId, seq };
  const message = existingMessage(state, seq, userId);
  if (!change) return { events: [], result, message };
  const data: ReactionAdded['data'] = { messageSeq: seq, emoji, userId, count: change.count };
  if (roomName) data.roomName = roomName;
  const isWithheld = byPeer || message.withheld === true;
  if (isWithheld) data.withheld = true;
  const event: ReactionAdded | ReactionRemoved = { type: change.type, data };
  return {
    events: [
      { stream: timelineStream(timelineId), event },
      ...toBothSides('DirectReactionsChanged', message, { actorId: userId, isWithheld }),
    ],
    result,
    message,
  };
}
