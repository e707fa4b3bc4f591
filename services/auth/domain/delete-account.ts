import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { endSessions } from './end-sessions.ts';
import { administratorStays } from './errors.ts';
import { accountOf, type UserState } from './user.ts';
import type { AccountDeleted, SessionRevoked } from './user-events.ts';

export interface DeleteAccount {
  /** Who decides it. */
  by: string;
}

/**
 * Closes an account for good: sessions end, password and display name are gone, the name stays
 * taken. Throws NOT_FOUND where there is none, or not any more; CONFLICT for an administrator, who
 * has to lose that role first.
 */
export function decideDeleteAccount(
  state: UserState,
  { by }: DeleteAccount,
  { atMs }: Moment,
): Decision<SessionRevoked | AccountDeleted> {
  const { role, username } = accountOf(state);
  if (role === 'ADMIN') throw administratorStays();
  return {
    events: [
      ...endSessions(state, { reason: 'ACCOUNT_DELETED', atMs }),
      { type: 'AccountDeleted', data: { by, displayName: username } },
    ],
    result: null,
  };
}
