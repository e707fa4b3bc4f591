import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { LeaveReason, type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { RoomEvent } from '../domain/room/events.ts';

type Shown = NonNullable<MessageInitShape<typeof LiveEventSchema>['event']>;

const SILENT: Shown = { case: 'silent', value: {} };

/**
 * A stored event of a room's stream as consumers get it: every event gives exactly one, so that
 * positions count without gaps.
 */
export function toLiveEvent(roomId: string, event: NewEvent): LiveEvent {
  const { stream, seq, atMs, actor } = event;
  return create(LiveEventSchema, {
    stream,
    seq,
    atMs,
    actorId: actor === 'system' ? '' : actor,
    roomId,
    event: shown(event as unknown as RoomEvent),
  });
}

function shown(event: RoomEvent): Shown {
  switch (event.type) {
    case 'RoomCreated':
      return { case: 'roomCreated', value: { name: event.data.name } };
    case 'RoomUpdated':
      return { case: 'roomUpdated', value: { membersOnly: event.data.visibility === 'private' } };
    case 'RoomArchived':
    case 'RoomRestored':
      return { case: 'roomUpdated', value: { membersOnly: false } };
    case 'RoomDeleted':
      return { case: 'roomDeleted', value: {} };
    case 'MemberJoined':
      return { case: 'memberJoined', value: { userId: event.data.userId } };
    case 'MemberLeft': {
      const { userId, reason, by, losesAccess } = event.data;
      const reasons = { left: LeaveReason.LEFT, kicked: LeaveReason.KICKED };
      return { case: 'memberLeft', value: { userId, reason: reasons[reason], ...(by && { byId: by }), losesAccess } };
    }
    case 'MemberBanned': {
      const { userId, by } = event.data;
      return { case: 'memberLeft', value: { userId, reason: LeaveReason.BANNED, byId: by, losesAccess: true } };
    }
    case 'RoleSet':
      // Members refetch the room, and with it what their own role lets them do.
      return { case: 'roomUpdated', value: { membersOnly: false } };
    default:
      return SILENT;
  }
}
