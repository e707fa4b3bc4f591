import { type Decision, type Moment, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { parseReason } from './ban-reason.ts';
import { endSessions } from './end-sessions.ts';
import { administratorStays } from './errors.ts';
import { accountOf, type UserState } from './user.ts';
import type { SessionRevoked, UserBanned } from './user-events.ts';

export interface BanUser {
  /** Who bans. */
  by: string;
  reason: string | undefined;
}

/**
 * Keeps a user out until the ban is lifted, and ends their sessions. Banning twice changes nothing.
 * Throws NOT_FOUND without an account; BAD_USER_INPUT for oneself or naming `reason`; CONFLICT for
 * an administrator, who has to lose that role first, so that banning never takes the last one.
 */
export function decideBanUser(
  state: UserState,
  { by, reason }: BanUser,
  { atMs }: Moment,
): Decision<UserBanned | SessionRevoked> {
  const account = accountOf(state);
  if (account.id === by) throw badInput('username', 'Nobody can ban themselves.');
  if (account.role === 'ADMIN') throw administratorStays();
  const note = parseReason(reason);
  if (account.ban) return UNCHANGED;
  return {
    events: [{ type: 'UserBanned', data: { by, reason: note } }, ...endSessions(state, { reason: 'BANNED', atMs })],
    result: null,
  };
}
