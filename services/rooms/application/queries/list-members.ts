import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { turns } from '@confab/runtime/kernel/turns/turns';
import { type Actor, accessOf, forbidden } from '../../domain/room/rights.ts';
import type { RoomState } from '../../domain/room/state.ts';
import type { Users } from '../ports.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import type { RoomDirectory } from '../room-directory.ts';
import type { MemberSearch } from './member-search.ts';
import type { PageOfRoom, PeoplePage } from './room-people.ts';

/** A member and their position in the order of the list, which is a cursor. */
export interface Listed {
  member: MembershipDoc;
  cursor: string;
}

/** What a list of members is ordered by. */
export interface MemberOrder {
  /** Some members, those alone who are behind the cursor. */
  sorted(members: readonly MembershipDoc[], after: string | undefined): Listed[];
  /** All members behind the cursor, in their order, so many at a time. */
  slices(room: RoomState, walk: { roomId: string; after: string | undefined; atOnce: number }): AsyncIterable<Listed[]>;
}

export interface MembersPage extends PageOfRoom {
  search?: MemberSearch | undefined;
}

/** Members whose names are asked for at one time. */
const NAMES_AT_ONCE = 500;
/**
 * Members whose names one page of a search asks for. It is reached where hundreds are found on the
 * server and hardly any of them in the room.
 */
const MOST_NAMES = 1_000;

interface ListMembersDeps {
  directory: RoomDirectory;
  projections: ProjectionReader;
  users: Users;
}

/**
 * Lists members in an order. NOT_FOUND for who may not know of the room, FORBIDDEN for who may not
 * read it.
 */
export type ListMembers = (order: MemberOrder, page: MembersPage, actor: Actor) => Promise<PeoplePage<MembershipDoc>>;

export function createListMembers({ directory, projections, users }: ListMembersDeps): ListMembers {
  const membersAmong = async (room: RoomState, roomId: string, userIds: Iterable<string>): Promise<MembershipDoc[]> => {
    const ids = [...userIds].filter((userId) => room.members.has(userId));
    const docs = await projections.getMany<MembershipDoc>(
      MEMBERSHIPS,
      ids.map((userId) => [roomId, userId]),
    );
    return docs.filter((doc) => doc !== undefined);
  };

  return async (order, { roomId, first, after, search }, actor) => {
    const room = await directory.visible(roomId, actor);
    if (!accessOf(room, actor).canRead) throw forbidden('You may not read this room.');
    const few = await search?.few(users);
    if (few) return pageOf(order.sorted(await membersAmong(room, roomId, few), after), first);
    const found: Listed[] = [];
    let looked = 0;
    for await (const slice of order.slices(room, { roomId, after, atOnce: search ? NAMES_AT_ONCE : first + 1 })) {
      found.push(...(search ? await search.among(slice, users) : slice));
      if (found.length > first) break;
      looked += slice.length;
      if (search && looked >= MOST_NAMES)
        return { ...pageOf(found, first), hasMore: true, endCursor: slice.at(-1)?.cursor };
      await turns.giveWay(actor.userId);
    }
    return pageOf(found, first);
  };
}

function pageOf(listed: readonly Listed[], first: number): PeoplePage<MembershipDoc> {
  const shown = listed.slice(0, first);
  return {
    people: shown.map(({ member }) => member),
    cursors: shown.map(({ cursor }) => cursor),
    hasMore: listed.length > first,
  };
}
