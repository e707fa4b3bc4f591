import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { sessionEnded } from './errors.ts';
import type { UserState } from './user.ts';
import type { DisplayNameChanged } from './user-events.ts';

/** Shows the user under another name. Nothing happens if it is theirs already. */
export function decideChangeDisplayName(
  { account }: UserState,
  { displayName }: { displayName: string },
): Decision<DisplayNameChanged> {
  if (!account) throw sessionEnded();
  if (account.displayName === displayName) return UNCHANGED;
  return { events: [{ type: 'DisplayNameChanged', data: { displayName } }], result: null };
}
