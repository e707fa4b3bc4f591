import { nameSearch } from '@confab/runtime/kernel/names/name-words';
import type { Call } from '@confab/runtime/network/rpc/call';
import type { Users } from '../ports.ts';
import type { MembershipDoc } from '../projections/memberships.ts';

/**
 * A search for members of one room or of many. Names are with the auth service: it is asked once
 * for all rooms.
 */
export interface MemberSearch {
  /**
   * Everybody on the server who is found, as long as these are few. Undefined: look among the
   * members.
   */
  few(users: Users): Promise<ReadonlySet<string> | undefined>;
  /** Those of some members whom the search finds, in their order. */
  among<Listed extends { member: MembershipDoc }>(listed: readonly Listed[], users: Users): Promise<Listed[]>;
}

/**
 * Reads beginnings of words of the username or the display name; undefined for nothing but spaces.
 * `call`: on whose behalf names are asked for.
 */
export function createMemberSearch(text: string | undefined, call: Call): MemberSearch | undefined {
  const search = nameSearch(text ?? '');
  if (text === undefined || !search) return undefined;
  let asked: Promise<ReadonlySet<string> | undefined> | undefined;
  return {
    few(users) {
      asked ??= users.search(text, call);
      return asked;
    },
    async among(listed, users) {
      if (listed.length === 0) return [];
      const names = await users.names(
        listed.map(({ member }) => member.userId),
        call,
      );
      return listed.filter(({ member }) => search.finds(names.get(member.userId) ?? [member.folded]));
    },
  };
}
