import { type Addressed, type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { BlockUser } from './block-user.ts';
import { blocks } from './blocks.ts';
import type { InboxState } from './inbox.ts';
import type { UserUnblocked } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

/**
 * What was withheld stays so; what is sent from now on arrives. Unblocking somebody who is not
 * blocked is no event.
 */
export function decideUnblockUser(
  inbox: InboxState,
  { userId, blockedId }: BlockUser,
): Decision<Addressed<UserUnblocked>> {
  if (!blocks(inbox, blockedId)) return UNCHANGED;
  const event: UserUnblocked = { type: 'UserUnblocked', data: { blockedId } };
  return { events: [{ stream: inboxStream(userId), event }], result: null };
}
