import { nameOf } from '../../shared/people.ts';
import type { Member } from './graphql/members.ts';

const RANK: Readonly<Record<Member['role'], number>> = { OWNER: 0, MODERATOR: 1, MEMBER: 2 };

/** The members in the order in which they are shown: by role, those first who are online, by what people call them. Each once. */
export function inOrder(members: readonly Member[]): Member[] {
  const each = new Map(members.map((member) => [member.user.id, member])).values();
  return [...each].sort(
    (one, other) =>
      RANK[one.role] - RANK[other.role] ||
      Number(other.user.online) - Number(one.user.online) ||
      nameOf(one.user).localeCompare(nameOf(other.user)),
  );
}

/** What was read anew in place of what was held: of a long list that is the beginning, and the rest stays. */
export function renewed(held: readonly Member[], fresh: readonly Member[], isWhole: boolean): readonly Member[] {
  if (isWhole) return fresh;
  const renewedIds = new Set(fresh.map(({ user }) => user.id));
  return [...fresh, ...held.slice(fresh.length).filter(({ user }) => !renewedIds.has(user.id))];
}
