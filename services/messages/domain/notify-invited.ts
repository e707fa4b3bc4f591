import { badInput } from '@confab/runtime/errors/app-error';
import type { Decided } from './decided.ts';
import type { InvitedToRoom } from './inbox-events.ts';
import { inboxStream, isUserId } from './timeline-id.ts';

export interface NotifyInvited {
  userId: string;
  roomId: string;
  byId: string;
}

/**
 * The rooms service has decided already; the command id keeps the invitation from arriving twice. BAD_USER_INPUT naming
 * `userId` for what is no user's id: it becomes part of a stream and of a subject.
 */
export function notifyInvited({ userId, roomId, byId }: NotifyInvited): Decided<null> {
  if (!isUserId(userId)) throw badInput('userId', 'This is not the id of a user.');
  const event: InvitedToRoom = { type: 'InvitedToRoom', data: { roomId, byId } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}
