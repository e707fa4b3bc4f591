import type { Decided } from './decided.ts';
import type { InvitedToRoom } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

export interface NotifyInvited {
  userId: string;
  roomId: string;
  byId: string;
}

/** The rooms service has decided already; the command id keeps the invitation from arriving twice. */
export function notifyInvited({ userId, roomId, byId }: NotifyInvited): Decided<null> {
  const event: InvitedToRoom = { type: 'InvitedToRoom', data: { roomId, byId } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}
