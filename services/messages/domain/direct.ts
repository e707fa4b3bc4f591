import type { Decided } from './decided.ts';
import type { InboxEvent } from './inbox-events.ts';
import type { Message } from './message.ts';
import { inboxStream, participantsOf } from './timeline-id.ts';

type DirectEvent = Extract<InboxEvent, { type: `Direct${string}` }>;

/** The event in the inboxes of both sides, where the message is of a private conversation; nothing for a room's. */
export function toBothSides(type: DirectEvent['type'], message: Message): Decided<unknown>['events'] {
  const participants = participantsOf(message.timelineId) ?? [];
  return participants.map((userId) => ({ stream: inboxStream(userId), event: { type, data: { message } } }));
}
