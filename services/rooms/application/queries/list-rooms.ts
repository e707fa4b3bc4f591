import { foldName } from '@confab/runtime/names/name';
import type { RoomRole, RoomVisibility } from '../../domain/room/events.ts';
import { type Actor, forbidden } from '../../domain/room/rights.ts';
import type { Lobby, LobbyRoom } from '../lobby/lobby.ts';
import type { MemberRooms } from '../lobby/member-rooms.ts';
import { decodeCursor, encodeCursor, type LobbyOrder } from '../lobby/order.ts';
import type { RoomView } from './room-view.ts';

export interface ListRoomsInput {
  /** Part of the name, any letter case. */
  search?: string | undefined;
  /** Only rooms the actor is a member of, or only others. */
  joined?: boolean | undefined;
  visibility?: RoomVisibility | undefined;
  /** Every room there is: FORBIDDEN to others than administrators, instead of a list of those they see. */
  every?: boolean | undefined;
  order: LobbyOrder;
  first: number;
  after?: string | undefined;
}

export interface RoomPage {
  rooms: { room: RoomView; cursor: string }[];
  hasMore: boolean;
}

/** A page of public rooms and the actor's own private ones; of all rooms for an administrator. */
export async function listRooms(
  { lobby, memberRooms }: { lobby: Lobby; memberRooms: MemberRooms },
  actor: Actor,
  input: ListRoomsInput,
): Promise<RoomPage> {
  if (input.every && !actor.isAdmin) throw forbidden('Only administrators of the server may do this.');
  const after = input.after === undefined ? undefined : decodeCursor(input.order, input.after);
  const memberships = await memberRooms.of(actor.userId);
  const wanted = filterOf(input, actor, memberships);
  const page: RoomPage = { rooms: [], hasMore: false };
  for (const room of lobby.list(input.order, after)) {
    if (!wanted(room)) continue;
    if (page.rooms.length === input.first) {
      page.hasMore = true;
      break;
    }
    const { activityAtMs: _activity, folded: _folded, ...shown } = room;
    const view = { ...shown, role: memberships.get(room.id) };
    page.rooms.push({ room: view, cursor: encodeCursor(input.order, room) });
  }
  return page;
}

function filterOf(
  { search, joined, visibility }: ListRoomsInput,
  actor: Actor,
  memberships: ReadonlyMap<string, RoomRole>,
): (room: LobbyRoom) => boolean {
  const part = foldName(search?.trim() ?? '');
  return (room) => {
    const isMember = memberships.has(room.id);
    if (room.visibility === 'private' && !isMember && !actor.isAdmin) return false;
    if (joined !== undefined && joined !== isMember) return false;
    if (visibility !== undefined && visibility !== room.visibility) return false;
    return part === '' || room.folded.includes(part);
  };
}
