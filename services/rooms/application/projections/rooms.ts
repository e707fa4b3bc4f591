import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
import { foldName } from '@confab/runtime/kernel/names/name';
import type { PostingPolicy, RoomEvent, RoomVisibility } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

/** A room, deleted ones included: their names stay known. */
export interface RoomDoc {
  id: string;
  name: string;
  /** Absent once deleted, so that the index by name holds living rooms only. */
  folded?: string;
  /** Absent where the room is shown by its name. */
  displayName?: string;
  topic?: string;
  visibility: RoomVisibility;
  posting: PostingPolicy;
  memberCount: number;
  createdAtMs: number;
  /** Of the newest event that is in here. */
  seq: number;
  deletedAtMs?: number;
  /** Both absent while the room is in use. */
  archivedAtMs?: number;
  archivedBy?: string;
}

export const ROOMS = 'rooms';

/** What the lobby is loaded from at the start, and names of rooms that are gone. */
export const roomsProjection: Projection = {
  name: 'rooms',
  version: 2,
  collections: { [ROOMS]: { key: ['id'], indexes: { byName: ['folded'] } } },
  project(event) {
    const id = roomIdOf(event.stream);
    return id === undefined ? [] : [...writes(id, event, event as unknown as RoomEvent)];
  },
};

function* writes(id: string, { atMs, seq }: NewEvent, event: RoomEvent): Iterable<ProjectionWrite> {
  const merge = (set: Record<string, unknown>): ProjectionWrite => ({
    op: 'merge',
    in: ROOMS,
    key: [id],
    set: { ...set, seq },
  });
  const members = (by: number): ProjectionWrite[] => [
    { op: 'add', in: ROOMS, key: [id], by: { memberCount: by } },
    merge({}),
  ];
  switch (event.type) {
    case 'RoomCreated': {
      const { name, displayName, topic, visibility, posting } = event.data;
      const doc: RoomDoc = {
        id,
        name,
        folded: foldName(name),
        ...(displayName !== undefined && { displayName }),
        ...(topic !== null && { topic }),
        visibility,
        posting,
        memberCount: 1,
        createdAtMs: atMs,
        seq,
      };
      yield { op: 'put', in: ROOMS, doc: { ...doc } };
      return;
    }
    case 'RoomUpdated':
      yield merge(event.data);
      return;
    case 'RoomArchived':
      yield merge({ archivedAtMs: atMs, archivedBy: event.data.by });
      return;
    case 'RoomRestored':
      yield merge({ archivedAtMs: null, archivedBy: null });
      return;
    case 'RoomDeleted':
      yield merge({ folded: null, deletedAtMs: atMs });
      return;
    case 'MemberJoined':
      yield* members(1);
      return;
    case 'MemberLeft':
      yield* members(-1);
      return;
    case 'MemberBanned':
      if (event.data.wasMember) yield* members(-1);
      return;
  }
}
