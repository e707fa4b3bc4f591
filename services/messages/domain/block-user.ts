import { type Addressed, type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { blocks } from './blocks.ts';
import type { InboxState } from './inbox.ts';
import type { UserBlocked } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

/** People whom one user blocks at a time. */
export const MAX_BLOCKED = 1_000;

export interface BlockUser {
  userId: string;
  blockedId: string;
}

/**
 * BAD_USER_INPUT naming `username` for oneself, and beyond 1,000 people. Blocking twice is no
 * event.
 */
export function decideBlockUser(inbox: InboxState, { userId, blockedId }: BlockUser): Decision<Addressed<UserBlocked>> {
  if (userId === blockedId) throw badInput('username', 'You cannot block yourself.');
  if (blocks(inbox, blockedId)) return UNCHANGED;
  const { blockCount } = inbox;
  if (blockCount === undefined) throw new Error('the number of blocked users was not hydrated');
  if (blockCount >= MAX_BLOCKED) throw badInput('username', `You can block at most ${MAX_BLOCKED} people.`);
  const event: UserBlocked = { type: 'UserBlocked', data: { blockedId } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}
