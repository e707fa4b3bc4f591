import { accountOf, type UserState } from './user.ts';
import type { UserUnbanned } from './user-events.ts';

/** Lets a banned user sign in again; changes nothing for anybody else. Throws NOT_FOUND without an account. */
export function unbanUser(state: UserState, { by }: { by: string }): readonly UserUnbanned[] {
  return accountOf(state).ban ? [{ type: 'UserUnbanned', data: { by } }] : [];
}
