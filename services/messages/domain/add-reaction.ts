import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { assertNotBlocking, NO_BLOCKS } from './blocks.ts';
import type { MessageDecision, MessageStates } from './message-decision.ts';
import { changed, formsOf, type React, reactionsOf } from './reactions.ts';

/** Different reactions of one user to one message. */
export const MAX_OF_A_USER = 20;
/**
 * Different reactions that one message shows. Bounds what a message weighs, however many users
 * react.
 */
export const MAX_OF_A_MESSAGE = 50;

/**
 * Adds a reaction. Members only. CONFLICT on a deleted message, and to whom one blocks; what is
 * shown already is no event; BAD_USER_INPUT naming `emoji` beyond the limits.
 */
export function decideAddReaction(states: MessageStates, command: React): MessageDecision {
  const { own, counts } = reactionsOf(states.timeline.state, command);
  const { emoji } = command;
  assertNotBlocking(states.blocks ?? NO_BLOCKS);
  if (formsOf(emoji, own).length > 0) return changed(states, command, []);
  if (own.size >= MAX_OF_A_USER) throw badInput('emoji', `At most ${MAX_OF_A_USER} different reactions each.`);
  if (counts.size >= MAX_OF_A_MESSAGE && formsOf(emoji, counts.keys()).length === 0) {
    throw badInput('emoji', `A message shows at most ${MAX_OF_A_MESSAGE} different reactions.`);
  }
  return changed(states, command, [{ type: 'ReactionAdded', emoji, count: (counts.get(emoji) ?? 0) + 1 }]);
}
