import { badInput } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { type Actor, accessOf, forbidden, RANK, requireRank } from '../../domain/room/rights.ts';
import type { Users } from '../ports.ts';
import { BANS, type BanDoc } from '../projections/bans.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import { type InvitationDoc, OPEN_INVITATIONS } from '../projections/open-invitations.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { findAmong, type MemberSearch } from './member-search.ts';

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
}

/** Lists of people of one room. NOT_FOUND for who may not know of the room, FORBIDDEN for who may not have the list. */
export interface RoomPeople {
  /** How many lists to read at one time. */
  readonly atOnce: number;
  /** For who may read the room; by name, those only whom a search finds. */
  members(page: PageOfRoom & { search?: MemberSearch | undefined }, actor: Actor): Promise<PeoplePage<MembershipDoc>>;
  /** For moderators and above, newest first. */
  bans(page: PageOfRoom, actor: Actor): Promise<PeoplePage<BanDoc>>;
  /** For moderators and above, newest first. */
  invitations(page: PageOfRoom, actor: Actor): Promise<PeoplePage<InvitationDoc>>;
}

const SEQ = /^[1-9][0-9]{0,9}$/;

/** Members that are read at one time while they are searched: as many as their names are asked for at once. */
const SEARCHED_AT_ONCE = 500;

export function createRoomPeople(deps: {
  directory: RoomDirectory;
  projections: ProjectionReader;
  users: Users;
}): RoomPeople {
  const { directory, projections, users } = deps;

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
    async members({ roomId, search, first, after }, actor) {
      const room = await directory.visible(roomId, actor);
      if (!accessOf(room, actor).canRead) throw forbidden('You may not read this room.');
      const found: MembershipDoc[] = [];
      const limit = search ? SEARCHED_AT_ONCE : first + 1;
      for (let last = after; found.length <= first; ) {
        const docs = await projections.find<MembershipDoc>(MEMBERSHIPS, {
          ...{ index: 'byName', equal: [roomId], limit },
          ...(last !== undefined && { greaterThan: last }),
        });
        found.push(...(search ? await findAmong(docs, search, users) : docs));
        last = docs.at(-1)?.folded;
        if (docs.length < limit) break;
      }
      return toPage(found, first, ({ folded }) => folded);
    },
    bans: (page, actor) => newestFirst(BANS, page, actor),
    invitations: (page, actor) => newestFirst(OPEN_INVITATIONS, page, actor),
  };
}

/** Of what was found with one more than a page holds. */
function toPage<Doc>(found: Doc[], first: number, cursorOf: (doc: Doc) => string): PeoplePage<Doc> {
  const people = found.slice(0, first);
  return { people, cursors: people.map(cursorOf), hasMore: found.length > first };
}
