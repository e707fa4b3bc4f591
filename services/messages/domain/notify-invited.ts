import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { blocks } from './blocks.ts';
import type { Decided, Held } from './decided.ts';
import type { InboxState } from './inbox.ts';
import type { InvitationEnded, InvitedToRoom, InvitingRoom } from './inbox-events.ts';
import { inboxStream, isUserId } from './timeline-id.ts';

export interface NotifyInvited {
  userId: string;
  roomId: string;
  byId: string;
  room: InvitingRoom;
}

export type NotifyInvitationEnded = Omit<NotifyInvited, 'byId'>;

/**
 * The rooms service has decided already; the command id keeps the invitation from arriving twice. Who blocks whoever invites is not told.
 */
export function notifyInvited(inbox: Held<InboxState>, { userId, roomId, byId, room }: NotifyInvited): Decided<null> {
  const data: InvitedToRoom['data'] = { roomId, byId, room };
  if (blocks(inbox, byId)) data.withheld = true;
  const event: InvitedToRoom = { type: 'InvitedToRoom', data };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}

/** No event where the owner was told of no invitation, or of its end already. That part of the state was hydrated before. */
export function notifyInvitationEnded(
  { state }: Held<InboxState>,
  { userId, roomId, room }: NotifyInvitationEnded,
): Decided<null> {
  const held = state.invitations.get(roomId);
  if (!held) throw new Error(`whether there is an invitation into ${roomId} was not hydrated`);
  if (!held.isOpen) return { events: [], result: null };
  const event: InvitationEnded = { type: 'InvitationEnded', data: { roomId, room } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}

/** BAD_USER_INPUT naming `userId` for what is no user's id: it becomes part of a stream and of a subject. */
export function assertIsUser(userId: string): void {
  if (!isUserId(userId)) throw badInput('userId', 'This is not the id of a user.');
}
