import { emojiForm } from '@confab/text/emoji';
import { NO_BLOCKS } from './blocks.ts';
import { toBothSides } from './direct.ts';
import { assertNotDeleted, existingMessage, heldMessage } from './held-message.ts';
import type { MessageKey } from './message.ts';
import type { MessageDecision, MessageStates } from './message-decision.ts';
import { assertTakesPart, type Rights } from './rights.ts';
import { reactionsKey, type TimelineState } from './timeline.ts';
import type { InRoom, ReactionAdded, ReactionRemoved } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** `emoji` is checked: it is in its one form. Emoji of the log may be in any form. */
export interface React extends MessageKey, InRoom {
  userId: string;
  rights: Rights;
  emoji: string;
}

/** Every form of an emoji that is among these. */
export function formsOf(emoji: string, among: Iterable<string>): string[] {
  return [...among].filter((form) => form === emoji || emojiForm(form) === emoji);
}

/**
 * The actor's own emoji on the message, and how many users show each. FORBIDDEN for others than
 * members, CONFLICT on a deleted message.
 */
export function reactionsOf(state: TimelineState, { seq, userId, rights }: React) {
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

/** The decision that these reactions change. In a private conversation it tells both sides. */
export function changed(
  { timeline: { state }, blocks: { byPeer } = NO_BLOCKS }: MessageStates,
  { timelineId, seq, roomName, userId }: React,
  changes: readonly Change[],
): MessageDecision {
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
