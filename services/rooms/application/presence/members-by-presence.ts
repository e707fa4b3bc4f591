import { badInput } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { EVERYWHERE, type Roster } from '../../domain/presence/roster.ts';
import type { RoomRole } from '../../domain/room/events.ts';
import { type Actor, accessOf, forbidden } from '../../domain/room/rights.ts';
import type { RoomState } from '../../domain/room/state.ts';
import type { Users } from '../ports.ts';
import { MEMBERSHIPS, type MembershipDoc } from '../projections/memberships.ts';
import { findAmong, type MemberSearch } from '../queries/member-search.ts';
import type { PageOfRoom, PeoplePage } from '../queries/room-people.ts';
import type { RoomDirectory } from '../room-directory.ts';

export type MembersByPresence = (
  page: PageOfRoom & { search?: MemberSearch | undefined },
  actor: Actor,
) => Promise<PeoplePage<MembershipDoc>>;

/** The parts of the list, in their order. */
const PARTS = (['owner', 'moderator', 'member'] as const).flatMap((role) =>
  [true, false].map((online) => ({ role, online })),
);
const CURSOR = /^([0-5])\.(.+)$/su;
/** Of a part, so many are looked at together: no more than the auth service tells the names of in one answer. */
const AT_ONCE = 500;

/**
 * Lists the members of a room: owners, moderators, others; of each those first who are online, by name. A cursor is a place in that order, so that whoever comes
 * or goes between two pages moves nobody else. NOT_FOUND for who may not know of the room, FORBIDDEN for who may not read it.
 */
export function createMembersByPresence(deps: {
  directory: RoomDirectory;
  projections: ProjectionReader;
  roster: Roster;
  users: Users;
}): MembersByPresence {
  const { directory, projections, roster, users } = deps;
  const isOnline = (userId: string) => roster.has(EVERYWHERE, userId);

  /** Everybody with the role who is online: no more than there are connections. */
  const online = async (room: RoomState, roomId: string, role: RoomRole): Promise<MembershipDoc[]> => {
    const ids = [...room.members].filter(([userId, has]) => has === role && isOnline(userId)).map(([userId]) => userId);
    const docs = await projections.getMany<MembershipDoc>(
      MEMBERSHIPS,
      ids.map((userId) => [roomId, userId]),
    );
    const known = docs.filter((doc) => doc !== undefined && doc.role === role) as MembershipDoc[];
    return known.sort((one, other) => (one.folded < other.folded ? -1 : 1));
  };

  async function* offline(roomId: string, role: RoomRole, after: string | undefined): AsyncIterable<MembershipDoc[]> {
    for (let last = after; ; ) {
      const docs = await projections.find<MembershipDoc>(MEMBERSHIPS, {
        ...{ index: 'byRole', equal: [roomId, role], limit: AT_ONCE },
        ...(last !== undefined && { greaterThan: last }),
      });
      yield docs.filter(({ userId }) => !isOnline(userId));
      last = docs.at(-1)?.folded;
      if (docs.length < AT_ONCE) return;
    }
  }

  async function* inOrder(room: RoomState, { roomId, after }: PageOfRoom): AsyncIterable<[number, MembershipDoc[]]> {
    const place = after === undefined ? undefined : placeOf(after);
    for (const [part, { role, online: isFirst }] of PARTS.entries()) {
      if (place && part < place.part) continue;
      const behind = place?.part === part ? place.folded : undefined;
      if (isFirst) {
        const all = await online(room, roomId, role);
        const rest = behind === undefined ? all : all.filter(({ folded }) => folded > behind);
        for (let at = 0; at < rest.length; at += AT_ONCE) yield [part, rest.slice(at, at + AT_ONCE)];
      } else {
        for await (const docs of offline(roomId, role, behind)) yield [part, docs];
      }
    }
  }

  return async (page, actor) => {
    const { roomId, first, search } = page;
    const room = await directory.visible(roomId, actor);
    if (!accessOf(room, actor).canRead) throw forbidden('You may not read this room.');
    const found: { doc: MembershipDoc; cursor: string }[] = [];
    for await (const [part, docs] of inOrder(room, page)) {
      const kept = search ? await findAmong(docs, search, users) : docs;
      for (const doc of kept) found.push({ doc, cursor: `${part}.${doc.folded}` });
      if (found.length > first) break;
    }
    const shown = found.slice(0, first);
    return {
      people: shown.map(({ doc }) => doc),
      cursors: shown.map(({ cursor }) => cursor),
      hasMore: found.length > first,
    };
  };
}

function placeOf(cursor: string): { part: number; folded: string } {
  const [, part, folded] = CURSOR.exec(cursor) ?? [];
  if (part === undefined || folded === undefined) throw badInput('after', 'This is no cursor of this list.');
  return { part: Number(part), folded };
}
