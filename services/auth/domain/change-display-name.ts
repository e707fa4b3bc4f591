import { sessionEnded } from './errors.ts';
import type { UserState } from './user.ts';
import type { DisplayNameChanged } from './user-events.ts';

/** Shows the user under another name. Nothing happens if it is theirs already. */
export function changeDisplayName(
  { account }: UserState,
  { displayName }: { displayName: string },
): readonly DisplayNameChanged[] {
  if (!account) throw sessionEnded();
  if (account.displayName === displayName) return [];
  return [{ type: 'DisplayNameChanged', data: { displayName } }];
}
