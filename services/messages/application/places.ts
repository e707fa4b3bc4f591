import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { forbidden, PARTICIPANT, type Rights } from '../domain/rights.ts';
import { isTimelineId, participantsOf, peerOf } from '../domain/timeline-id.ts';
import type { Caller, RoomAccess, RoomRights, UserDirectory } from './ports.ts';

/** A timeline and what the caller may do there. */
export interface Place {
  timelineId: string;
  /** Folded; undefined for a private conversation. */
  roomName: string | undefined;
  rights: Rights;
}

/** Finds the caller's way to timelines. What the caller may not know of is NOT_FOUND, as if it did not exist. */
export interface Places {
  /** Of a timeline named by its id. */
  of(caller: Caller, timelineId: string): Promise<Place>;
  /** As `of`, FORBIDDEN where it may be known but not read. */
  readable(caller: Caller, timelineId: string): Promise<Place>;
  /** Of many timelines named by their ids: the place, or why it may not be read, as `readable` says it. The rooms among them are asked about at once. */
  readableEach(caller: Caller, timelineIds: Iterable<string>): Promise<ReadonlyMap<string, Place | AppError>>;
  /** Those of the timelines that the caller may read; each is asked for once. */
  readableAmong(caller: Caller, timelineIds: Iterable<string>): Promise<Set<string>>;
  /** Of a room by its name, in any letter case. */
  room(caller: Caller, name: string): Promise<Place>;
  /** Ids of the rooms that the caller is a member of. */
  joinedRooms(caller: Caller): Promise<readonly string[]>;
  /** User id behind a name in any letter case; NOT_FOUND where there is none. */
  user(caller: Caller, name: string): Promise<string>;
}

export function createPlaces({ access, users }: { access: RoomAccess; users: UserDirectory }): Places {
  const of = async (caller: Caller, timelineId: string): Promise<Place> => {
    if (!isTimelineId(timelineId)) throw notFound();
    if (!participantsOf(timelineId)) {
      const { roomName, rights } = await access.check({ id: timelineId }, caller.call);
      return { timelineId, roomName, rights };
    }
    if (!peerOf(timelineId, caller.userId)) throw notFound();
    return { timelineId, roomName: undefined, rights: PARTICIPANT };
  };
  const readable = async (caller: Caller, timelineId: string): Promise<Place> => {
    const place = await of(caller, timelineId);
    if (!place.rights.canRead) throw notReadable();
    return place;
  };
  const readableOne = async (caller: Caller, timelineId: string): Promise<Place | AppError> => {
    try {
      return await readable(caller, timelineId);
    } catch (error) {
      if (isAppError(error, 'NOT_FOUND') || isAppError(error, 'FORBIDDEN')) return error;
      throw error;
    }
  };
  const readableEach = async (caller: Caller, timelineIds: Iterable<string>) => {
    const ids = [...new Set(timelineIds)];
    const rooms = ids.filter((id) => isTimelineId(id) && !participantsOf(id));
    const known = rooms.length > 1 ? await access.checkMany(rooms, caller.call) : undefined;
    const places = new Map<string, Place | AppError>();
    for (const id of ids) {
      const isRoom = known !== undefined && isTimelineId(id) && !participantsOf(id);
      places.set(id, isRoom ? placeIn(id, known.get(id)) : await readableOne(caller, id));
    }
    return places;
  };

  return {
    of,
    readable,
    readableEach,
    async readableAmong(caller, timelineIds) {
      const places = await readableEach(caller, timelineIds);
      return new Set([...places].filter(([, place]) => !isAppError(place)).map(([id]) => id));
    },
    async room({ call }, name) {
      const { roomId, roomName, rights } = await access.check({ name }, call);
      return { timelineId: roomId, roomName, rights };
    },
    joinedRooms: ({ call }) => access.joined(call),
    async user({ call }, name) {
      const folded = foldName(name);
      const id = (await users.idsByName([folded], call)).get(folded);
      if (id === undefined) throw new AppError('NOT_FOUND', 'There is no such user.');
      return id;
    },
  };
}

/** A room that many were asked about with; undefined: the caller may not know of it. */
function placeIn(timelineId: string, found: RoomRights | undefined): Place | AppError {
  if (!found) return new AppError('NOT_FOUND', 'There is no such room.');
  if (!found.rights.canRead) return notReadable();
  return { timelineId, roomName: found.roomName, rights: found.rights };
}

function notReadable(): AppError {
  return forbidden('You may not read here.');
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such conversation.');
}
