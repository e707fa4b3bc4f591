import type { Addressed, Decision } from '@confab/runtime/eventlog/decider/decider';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { blocks } from './blocks.ts';
import type { InboxState } from './inbox.ts';
import type { InvitedToRoom, InvitingRoom } from './inbox-events.ts';
import { inboxStream, isUserId } from './timeline-id.ts';

export interface NotifyInvited {
  userId: string;
  roomId: string;
  byId: string;
  room: InvitingRoom;
}

/**
 * Tells a user of an invitation. The rooms service has decided it already; the command id keeps it
 * from arriving twice. Who blocks whoever invites is not told.
 */
export function decideNotifyInvited(
  inbox: InboxState,
  { userId, roomId, byId, room }: NotifyInvited,
): Decision<Addressed<InvitedToRoom>> {
  const data: InvitedToRoom['data'] = { roomId, byId, room };
  if (blocks(inbox, byId)) data.withheld = true;
  const event: InvitedToRoom = { type: 'InvitedToRoom', data };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}

/**
 * BAD_USER_INPUT naming `userId` for what is no user's id: it becomes part of a stream and of a
 * subject.
 */
export function assertIsUser(userId: string): void {
  if (!isUserId(userId)) throw badInput('userId', 'This is not the id of a user.');
}
