import { type Addressed, type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { InboxState } from './inbox.ts';
import type { InvitationEnded } from './inbox-events.ts';
import type { NotifyInvited } from './notify-invited.ts';
import { inboxStream } from './timeline-id.ts';

export type NotifyInvitationEnded = Omit<NotifyInvited, 'byId'>;

/**
 * Tells a user that an invitation has ended. No event where they were told of none, or of its end
 * already. That part of the state was hydrated before.
 */
export function decideNotifyInvitationEnded(
  inbox: InboxState,
  { userId, roomId, room }: NotifyInvitationEnded,
): Decision<Addressed<InvitationEnded>> {
  const held = inbox.invitations.get(roomId);
  if (!held) throw new Error(`whether there is an invitation into ${roomId} was not hydrated`);
  if (!held.isOpen) return UNCHANGED;
  const event: InvitationEnded = { type: 'InvitationEnded', data: { roomId, room } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}
