import { compareKeys } from '@confab/runtime/eventlog/store/compare-keys';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { EVERYWHERE, type Roster } from '../../domain/presence/roster.ts';
import type { RoomRole } from '../../domain/room/events.ts';
import type { Actor } from '../../domain/room/rights.ts';
import type { RoomState } from '../../domain/room/state.ts';
import type { Users } from '../ports.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import { createListMembers, type Listed, type MemberOrder, type MembersPage } from '../queries/list-members.ts';
import type { PeoplePage } from '../queries/room-people.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { createOnlineMembers, type OnlineMembers } from './online-members.ts';

export type MembersByPresence = (page: MembersPage, actor: Actor) => Promise<PeoplePage<MembershipDoc>>;

/** The parts of the list, in their order. */
const PARTS = (['owner', 'moderator', 'member'] as const).flatMap((role) =>
  [true, false].map((online) => ({ role, online })),
);
const CURSOR = /^([0-5])\.(.+)$/su;
/** Members who are looked at together for those who are not online: these may be few. */
const OFFLINE_AT_ONCE = 500;

/**
 * Lists the members of a room: owners, moderators, others; of each those first who are online, by
 * name. A cursor is a position in that order, so that whoever comes or goes between two pages moves
 * nobody else. NOT_FOUND for who may not know of the room, FORBIDDEN for who may not read it.
 */
export function createMembersByPresence(deps: {
  directory: RoomDirectory;
  projections: ProjectionReader;
  roster: Roster;
  users: Users;
}): MembersByPresence {
  const { projections, roster } = deps;
  const listMembers = createListMembers(deps);
  const order = presentFirst({
    projections,
    isOnline: (userId) => roster.has(EVERYWHERE, userId),
    online: createOnlineMembers({ projections, roster }),
  });
  return (page, actor) => listMembers(order, page, actor);
}

interface PresentFirst {
  projections: ProjectionReader;
  isOnline(userId: string): boolean;
  online: OnlineMembers;
}

function presentFirst({ projections, isOnline, online }: PresentFirst): MemberOrder {
  const partOf = ({ role, userId }: MembershipDoc): number =>
    PARTS.findIndex((part) => part.role === role && part.online === isOnline(userId));

  async function* offline(roomId: string, role: RoomRole, { after }: Walk): AsyncIterable<MembershipDoc[]> {
    for (let last = after; ; ) {
      const docs = await projections.find<MembershipDoc>(MEMBERSHIPS, {
        ...{ index: 'byRole', equal: [roomId, role], limit: OFFLINE_AT_ONCE },
        ...(last !== undefined && { greaterThan: last }),
      });
      yield docs.filter(({ userId }) => !isOnline(userId));
      last = docs.at(-1)?.folded;
      if (docs.length < OFFLINE_AT_ONCE) return;
    }
  }

  return {
    sorted(members, after) {
      const position = positionOf(after);
      return members
        .map((member) => ({ member, part: partOf(member) }))
        .filter(({ member, part }) => comparePositions({ part, folded: member.folded }, position) > 0)
        .sort((a, b) => comparePositions({ part: a.part, ...a.member }, { part: b.part, ...b.member }))
        .map(({ member, part }) => listed(part, member));
    },
    async *slices(room: RoomState, { roomId, after, atOnce }) {
      const position = positionOf(after);
      for (const [part, { role, online: isFirst }] of PARTS.entries()) {
        if (part < position.part) continue;
        const walk = { after: position.part === part ? position.folded : undefined, atOnce };
        const slices = isFirst ? online({ room, roomId, role }, walk) : offline(roomId, role, walk);
        for await (const members of slices) yield members.map((member) => listed(part, member));
      }
    },
  };
}

/** Behind which name, and how many at a time. */
export interface Walk {
  after: string | undefined;
  atOnce: number;
}

interface MemberPosition {
  part: number;
  folded: string;
}

const BEFORE_ALL: MemberPosition = { part: -1, folded: '' };

function listed(part: number, member: MembershipDoc): Listed {
  return { member, cursor: `${part}.${member.folded}` };
}

function comparePositions(one: MemberPosition, other: MemberPosition): number {
  return one.part - other.part || compareKeys(one.folded, other.folded);
}

function positionOf(cursor: string | undefined): MemberPosition {
  if (cursor === undefined) return BEFORE_ALL;
  const [, part, folded] = CURSOR.exec(cursor) ?? [];
  if (part === undefined || folded === undefined) throw badInput('after', 'This is no cursor of this list.');
  return { part: Number(part), folded };
}
