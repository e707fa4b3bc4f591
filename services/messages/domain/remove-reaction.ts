import type { MessageDecision, MessageStates } from './message-decision.ts';
import { changed, formsOf, type React, reactionsOf } from './reactions.ts';

/**
 * Takes a reaction back, in every form that the log holds of the emoji. Members only. CONFLICT on a
 * deleted message; taking back what is not there is no event.
 */
export function decideRemoveReaction(states: MessageStates, command: React): MessageDecision {
  const { own, counts } = reactionsOf(states.timeline.state, command);
  const removed = formsOf(command.emoji, own).map((emoji) => ({
    type: 'ReactionRemoved' as const,
    emoji,
    count: (counts.get(emoji) ?? 1) - 1,
  }));
  return changed(states, command, removed);
}
