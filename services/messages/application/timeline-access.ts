import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { forbidden, PARTICIPANT, type Rights } from '../domain/rights.ts';
import { isTimelineId, participantsOf, peerOf } from '../domain/timeline-id.ts';
import type { Caller, RoomChecks, RoomRights, UserDirectory } from './ports.ts';

/** A timeline and what the caller may do there. */
export interface TimelineRights {
  timelineId: string;
  /** Folded; undefined for a private conversation. */
  roomName: string | undefined;
  rights: Rights;
}

/**
 * Finds the caller's way to timelines. What the caller may not know of is NOT_FOUND, as if it did
 * not exist.
 */
export interface TimelineAccess {
  /** Of a timeline named by its id. */
  of(caller: Caller, timelineId: string): Promise<TimelineRights>;
  /** As `of`, FORBIDDEN where it may be known but not read. */
  readable(caller: Caller, timelineId: string): Promise<TimelineRights>;
  /**
   * Of many timelines named by their ids: the timeline, or why it may not be read, as `readable`
   * says it. The rooms among them are asked about at once.
   */
  readableEach(caller: Caller, timelineIds: Iterable<string>): Promise<ReadonlyMap<string, TimelineRights | AppError>>;
  /** Those of the timelines that the caller may read; each is asked for once. */
  readableAmong(caller: Caller, timelineIds: Iterable<string>): Promise<Set<string>>;
  /** Of a room by its name, in any letter case. */
  room(caller: Caller, name: string): Promise<TimelineRights>;
  /** Ids of the rooms that the caller is a member of. */
  joinedRooms(caller: Caller): Promise<readonly string[]>;
  /** User id behind a name in any letter case; NOT_FOUND where there is none. */
  user(caller: Caller, name: string): Promise<string>;
}

export function createTimelineAccess({ access, users }: { access: RoomChecks; users: UserDirectory }): TimelineAccess {
  const of = async (caller: Caller, timelineId: string): Promise<TimelineRights> => {
    if (!isTimelineId(timelineId)) throw notFound();
    if (!participantsOf(timelineId)) {
      const { roomName, rights } = await access.check({ id: timelineId }, caller.call);
      return { timelineId, roomName, rights };
    }
    if (!peerOf(timelineId, caller.userId)) throw notFound();
    return { timelineId, roomName: undefined, rights: PARTICIPANT };
  };
  const readable = async (caller: Caller, timelineId: string): Promise<TimelineRights> => {
    const timeline = await of(caller, timelineId);
    if (!timeline.rights.canRead) throw notReadable();
    return timeline;
  };
  const readableOne = async (caller: Caller, timelineId: string): Promise<TimelineRights | AppError> => {
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
    const found = new Map<string, TimelineRights | AppError>();
    for (const id of ids) {
      const isRoom = known !== undefined && isTimelineId(id) && !participantsOf(id);
      found.set(id, isRoom ? rightsIn(id, known.get(id)) : await readableOne(caller, id));
    }
    return found;
  };

  return {
    of,
    readable,
    readableEach,
    async readableAmong(caller, timelineIds) {
      const found = await readableEach(caller, timelineIds);
      return new Set([...found].filter(([, rights]) => !isAppError(rights)).map(([id]) => id));
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
function rightsIn(timelineId: string, found: RoomRights | undefined): TimelineRights | AppError {
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
