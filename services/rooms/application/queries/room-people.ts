import { compareKeys } from '@confab/runtime/eventlog/store/compare-keys';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { type Actor, RANK, requireRank } from '../../domain/room/rights.ts';
import type { Users } from '../ports.ts';
import { BANS, type BanDoc } from '../projections/bans.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import { type InvitationDoc, OPEN_INVITATIONS } from '../projections/open-invitations.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { createListMembers, type MemberOrder, type MembersPage } from './list-members.ts';

export interface PageOfRoom {
  roomId: string;
  first: number;
  after?: string | undefined;
}

export interface PeoplePage<Doc> {
  people: Doc[];
  /** Parallel to the people. */
  cursors: string[];
  hasMore: boolean;
  /** Where to go on behind a page of a search that ends early, further than its last one. */
  endCursor?: string | undefined;
}

/**
 * Lists of people of one room. NOT_FOUND for who may not know of the room, FORBIDDEN for who may
 * not have the list.
 */
export interface RoomPeople {
  /** How many lists to read at one time. */
  readonly atOnce: number;
  /** For who may read the room; by name, those only whom a search finds. */
  members(page: MembersPage, actor: Actor): Promise<PeoplePage<MembershipDoc>>;
  /** For moderators and above, newest first. */
  bans(page: PageOfRoom, actor: Actor): Promise<PeoplePage<BanDoc>>;
  /** For moderators and above, newest first. */
  invitations(page: PageOfRoom, actor: Actor): Promise<PeoplePage<InvitationDoc>>;
}

const SEQ = /^[1-9][0-9]{0,9}$/;

export function createRoomPeople(deps: {
  directory: RoomDirectory;
  projections: ProjectionReader;
  users: Users;
}): RoomPeople {
  const { directory, projections } = deps;
  const listMembers = createListMembers(deps);
  const byName = namesFirst(projections);

  const newestFirst = async <Doc extends { seq: number }>(
    collection: string,
    { roomId, first, after }: PageOfRoom,
    actor: Actor,
  ): Promise<PeoplePage<Doc>> => {
    requireRank(await directory.visible(roomId, actor), actor, RANK.moderator);
    if (after !== undefined && !SEQ.test(after)) throw badInput('after', 'This is no cursor of this list.');
    const found = await projections.find<Doc>(collection, {
      ...{ index: 'byAge', equal: [roomId], order: 'descending', limit: first + 1 },
      ...(after !== undefined && { lessThan: Number(after) }),
    });
    return toPage(found, first, ({ seq }) => String(seq));
  };

  return {
    atOnce: projections.atOnce,
    members: (page, actor) => listMembers(byName, page, actor),
    bans: (page, actor) => newestFirst(BANS, page, actor),
    invitations: (page, actor) => newestFirst(OPEN_INVITATIONS, page, actor),
  };
}

/** Members by name. */
function namesFirst(projections: ProjectionReader): MemberOrder {
  const listed = (members: readonly MembershipDoc[]) => members.map((member) => ({ member, cursor: member.folded }));
  return {
    sorted(members, after) {
      const behind = members.filter(({ folded }) => after === undefined || compareKeys(folded, after) > 0);
      return listed(behind.sort((one, other) => compareKeys(one.folded, other.folded)));
    },
    async *slices(_room, { roomId, after, atOnce }) {
      for (let last = after; ; ) {
        const members = await projections.find<MembershipDoc>(MEMBERSHIPS, {
          ...{ index: 'byName', equal: [roomId], limit: atOnce },
          ...(last !== undefined && { greaterThan: last }),
        });
        yield listed(members);
        last = members.at(-1)?.folded;
        if (members.length < atOnce) return;
      }
    },
  };
}

/** Of what was found with one more than a page holds. */
function toPage<Doc>(found: Doc[], first: number, cursorOf: (doc: Doc) => string): PeoplePage<Doc> {
  const people = found.slice(0, first);
  return { people, cursors: people.map(cursorOf), hasMore: found.length > first };
}
