import { turns } from '@confab/runtime/kernel/turns/turns';
import { foldForSearch } from '@confab/text/search-words';
import type { RoomRole, RoomVisibility } from '../../domain/room/events.ts';
import { type Actor, forbidden } from '../../domain/room/rights.ts';
import type { CatchUp, Seen } from '../lobby/catch-up.ts';
import type { Lobby, LobbyRoom } from '../lobby/lobby.ts';
import type { MemberRooms } from '../lobby/member-rooms.ts';
import { decodeCursor, encodeCursor, type LobbyOrder, type LobbyPosition } from '../lobby/order.ts';
import type { RoomView } from './room-view.ts';

export interface ListRoomsInput {
  /** Part of the name or the display name, letter case and accents aside. */
  search?: string | undefined;
  /** Only rooms the actor is a member of, or only others. */
  joined?: boolean | undefined;
  visibility?: RoomVisibility | undefined;
  /** Only rooms that are archived, or only others. */
  archived?: boolean | undefined;
  /**
   * Every room there is: FORBIDDEN to others than administrators, instead of a list of those they
   * see.
   */
  every?: boolean | undefined;
  order: LobbyOrder;
  first: number;
  after?: string | undefined;
}

export interface RoomPage {
  rooms: { room: RoomView; cursor: string }[];
  hasMore: boolean;
}

/**
 * Rooms that are looked at in one go: a page is found among the first few, what hardly any room is
 * wanted for takes long anyway.
 */
const FIRST_STRETCH = 128;
const LONGEST_STRETCH = 2_048;
/** A list of one room in so many is sorted faster than all of them are walked through. */
const FEW = 16;

/** How often a page is made anew because a room on it had changed meanwhile. */
const LOOKS = 3;

export interface RoomLists {
  lobby: Lobby;
  memberRooms: MemberRooms;
  catchUp: CatchUp;
}

/**
 * Ids of the rooms that the user is in, with the role in each, as committed when this was called.
 * The lobby knows all of them.
 */
export async function joinedRooms(
  { lobby, memberRooms, catchUp }: RoomLists,
  userId: string,
): Promise<ReadonlyMap<string, RoomRole>> {
  const memberships = await memberRooms.of(userId);
  const unknown = [...memberships.keys()].filter((id) => !lobby.get(id));
  if (unknown.length > 0) await catchUp(unknown.map((id) => ({ id, seq: 0 })));
  return memberships;
}

/**
 * A page of public rooms and the actor's own private ones; of all rooms for an administrator. The
 * actor's own rooms and every room on the page are shown as they were committed when this was
 * called; a room that somebody else has just made, or given another display name, may be missing
 * for a moment.
 */
export async function listRooms(lists: RoomLists, actor: Actor, input: ListRoomsInput): Promise<RoomPage> {
  if (input.every && !actor.isAdmin) throw forbidden('Only administrators of the server may do this.');
  const after = input.after === undefined ? undefined : decodeCursor(input.order, input.after);
  const memberships = await joinedRooms(lists, actor.userId);
  for (let looks = 1; ; looks += 1) {
    const page = await pageOf(lists.lobby, { actor, input, after, memberships });
    const isBehind = page.rooms.length > 0 && (await lists.catchUp(page.seen));
    if (!isBehind || looks === LOOKS) return { rooms: page.rooms, hasMore: page.hasMore };
  }
}

interface Wanted {
  actor: Actor;
  input: ListRoomsInput;
  after: LobbyPosition | undefined;
  memberships: ReadonlyMap<string, RoomRole>;
}

/** As the lobby has it in memory. */
async function pageOf(
  lobby: Lobby,
  { actor, input, after, memberships }: Wanted,
): Promise<RoomPage & { seen: Seen[] }> {
  const wanted = filterOf(input, actor, memberships);
  const page = { rooms: [] as RoomPage['rooms'], hasMore: false, seen: [] as Seen[] };
  const own = input.joined && memberships.size * FEW < lobby.size ? memberships : undefined;
  for await (const stretch of stretches(lobby, { order: input.order, after, own, owner: actor.userId })) {
    for (const room of stretch) {
      if (!wanted(room)) continue;
      if (page.rooms.length === input.first) return { ...page, hasMore: true };
      const { activityAtMs: _activity, folded: _folded, searched: _searched, seq, ...shown } = room;
      const view = { ...shown, role: memberships.get(room.id) };
      page.rooms.push({ room: view, cursor: encodeCursor(input.order, room) });
      page.seen.push({ id: room.id, seq });
    }
  }
  return page;
}

interface Walk {
  order: LobbyOrder;
  after: LobbyPosition | undefined;
  /** Only these rooms, by id; undefined: all. */
  own: ReadonlyMap<string, unknown> | undefined;
  /** Whose work it is. */
  owner: string;
}

/**
 * All rooms behind a position, so many at a time that others are served in between. Goes on behind
 * the position where the last one stood.
 */
async function* stretches(lobby: Lobby, { order, after, own, owner }: Walk): AsyncGenerator<readonly LobbyRoom[]> {
  if (own) {
    yield lobby.listAmong(own.keys(), order, after);
    return;
  }
  for (let position = after, length = FIRST_STRETCH; ; length = Math.min(2 * length, LONGEST_STRETCH)) {
    const stretch = take(lobby.list(order, position), length);
    const { onlineCount = 0, activityAtMs = 0, folded = '' } = stretch.at(-1) ?? {};
    yield stretch;
    if (stretch.length < length) return;
    position = { onlineCount, activityAtMs, folded };
    await turns.giveWay(owner);
  }
}

function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.push(item) === count) break;
  }
  return taken;
}

function filterOf(
  { search, joined, visibility, archived }: ListRoomsInput,
  actor: Actor,
  memberships: ReadonlyMap<string, RoomRole>,
): (room: LobbyRoom) => boolean {
  const part = foldForSearch(search?.trim() ?? '');
  return (room) => {
    const isMember = memberships.has(room.id);
    if (room.visibility === 'private' && !isMember && !actor.isAdmin) return false;
    if (joined !== undefined && joined !== isMember) return false;
    if (archived !== undefined && archived !== (room.archivedAtMs !== null)) return false;
    if (visibility !== undefined && visibility !== room.visibility) return false;
    return part === '' || room.searched.includes(part);
  };
}
