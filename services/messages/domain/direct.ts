import type { Addressed } from '@confab/runtime/eventlog/decider/decider';
import type { InboxEvent } from './inbox-events.ts';
import type { Message } from './message.ts';
import { inboxStream, participantsOf, peerOf } from './timeline-id.ts';

type DirectEvent = Extract<InboxEvent, { type: `Direct${string}` }>;

/** How something that one side of a private conversation did reaches the other. */
export interface DirectReach {
  actorId: string;
  /** The other side blocks the actor. */
  isWithheld: boolean;
}

/**
 * The event in the inboxes of both sides, where the message is of a private conversation; nothing
 * for a room's. An inbox whose owner is not to see it gets it all the same: so a block that another
 * replica wrote there a moment ago is never passed over, and writing takes as long.
 */
export function toBothSides(
  type: DirectEvent['type'],
  message: Message,
  { actorId, isWithheld }: DirectReach,
): Addressed<DirectEvent>[] {
  const participants = participantsOf(message.timelineId) ?? [];
  const hiddenFrom = isWithheld ? peerOf(message.timelineId, actorId) : undefined;
  return participants.map((userId) => {
    const data: DirectEvent['data'] = userId === hiddenFrom ? { message, withheld: true } : { message };
    return { stream: inboxStream(userId), event: { type, data } as DirectEvent };
  });
}
