import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { accountOf, type UserState } from './user.ts';
import type { UserUnbanned } from './user-events.ts';

/**
 * Lets a banned user sign in again; changes nothing for anybody else. Throws NOT_FOUND without an
 * account.
 */
export function decideUnbanUser(state: UserState, { by }: { by: string }): Decision<UserUnbanned> {
  return accountOf(state).ban ? { events: [{ type: 'UserUnbanned', data: { by } }], result: null } : UNCHANGED;
}
