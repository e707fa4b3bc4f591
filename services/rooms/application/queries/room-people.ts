import { badInput } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { foldName } from '@confab/runtime/names/name';
import { type Actor, accessOf, forbidden, RANK, requireRank } from '../../domain/room/rights.ts';
import { BANS, type BanDoc } from '../projections/bans.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import { type InvitationDoc, OPEN_INVITATIONS } from '../projections/open-invitations.ts';
import type { RoomDirectory } from '../room-directory.ts';

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
  /** For who may read the room; by name, those only whose name begins with `search` in any letter case. */
  members(page: PageOfRoom & { search?: string | undefined }, actor: Actor): Promise<PeoplePage<MembershipDoc>>;
  /** For moderators and above, newest first. */
  bans(page: PageOfRoom, actor: Actor): Promise<PeoplePage<BanDoc>>;
  /** For moderators and above, newest first. */
  invitations(page: PageOfRoom, actor: Actor): Promise<PeoplePage<InvitationDoc>>;
}

const SEQ = /^[1-9][0-9]{0,9}$/;

export function createRoomPeople(deps: { directory: RoomDirectory; projections: ProjectionReader }): RoomPeople {
  const { directory, projections } = deps;

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
      const startsWith = foldName(search?.trim() ?? '');
      const found = await projections.find<MembershipDoc>(MEMBERSHIPS, {
        ...{ index: 'byName', equal: [roomId], limit: first + 1 },
        ...(startsWith !== '' && { startsWith }),
        ...(after !== undefined && { greaterThan: after }),
      });
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
