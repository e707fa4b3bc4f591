import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import { foldName } from '@confab/runtime/names/name';
import { forbidden, PARTICIPANT, type Rights } from '../domain/rights.ts';
import { isTimelineId, participantsOf, peerOf } from '../domain/timeline-id.ts';
import type { Caller, RoomAccess, UserDirectory } from './ports.ts';

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
    if (!place.rights.canRead) throw forbidden('You may not read here.');
    return place;
  };
  const isReadable = (caller: Caller, timelineId: string): Promise<boolean> =>
    readable(caller, timelineId).then(
      () => true,
      (error: unknown) => {
        if (isAppError(error, 'NOT_FOUND') || isAppError(error, 'FORBIDDEN')) return false;
        throw error;
      },
    );

  return {
    of,
    readable,
    async readableAmong(caller, timelineIds) {
      const ids = [...new Set(timelineIds)];
      const answers = await Promise.all(ids.map((id) => isReadable(caller, id)));
      return new Set(ids.filter((_, index) => answers[index]));
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

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such conversation.');
}
