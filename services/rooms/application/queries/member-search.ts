import { nameSearch } from '@confab/runtime/names/name-words';
import type { Call } from '@confab/runtime/rpc/call';
import type { Users } from '../ports.ts';
import type { MembershipDoc } from '../projections/memberships.ts';

/** What members are searched for, and on whose behalf their display names are asked for. */
export interface MemberSearch {
  /** Beginnings of words of the username or the display name. */
  text: string;
  call: Call;
}

/** Keeps those of some members whom a search finds, in their order. Display names are with the auth service: one request for all. */
export async function findAmong(
  members: readonly MembershipDoc[],
  { text, call }: MemberSearch,
  users: Users,
): Promise<MembershipDoc[]> {
  const search = nameSearch(text);
  if (!search || members.length === 0) return [...members];
  const names = await users.names(
    members.map(({ userId }) => userId),
    call,
  );
  return members.filter(({ userId, folded }) => search.finds(names.get(userId) ?? [folded]));
}
