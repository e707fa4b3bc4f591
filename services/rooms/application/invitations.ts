import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { RoomEvent } from '../domain/room/events.ts';
import { roomIdOf } from '../domain/room/state.ts';
import type { Inboxes, InvitingRoom } from './ports.ts';

/** Refusals that the same notice would get for ever. */
const FINAL = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'] as const;

/** What an event of a room means for invitations. */
type Change = { kind: 'invited'; userId: string; by: string } | { kind: 'ended'; userId: string };

/**
 * Tells inboxes of invitations and of their ends, one after the other, as a consumer of the log: at
 * least once, with the id of the event. Rejects where it should be tried again; a notice that can
 * never be delivered is reported and passed over, so that those behind it arrive.
 */
export function createInvitationConsumer(deps: {
  inboxes: Inboxes;
  /** Of a deleted room as well. */
  room(roomId: string): Promise<InvitingRoom>;
  onUndeliverable(error: unknown, eventId: string): void;
}): (events: readonly StoredEvent[]) => void | Promise<void> {
  const tell = async ({ id, correlationId, stream }: StoredEvent, change: Change): Promise<void> => {
    const roomId = roomIdOf(stream) ?? '';
    const { userId } = change;
    const { name, createdAtMs } = await deps.room(roomId);
    const notice = { id, correlationId, roomId, room: { name, createdAtMs }, userId };
    if (change.kind === 'invited') await deps.inboxes.notifyInvited({ ...notice, by: change.by });
    else await deps.inboxes.notifyInvitationEnded(notice);
  };
  const deliver = async (changes: readonly { event: StoredEvent; change: Change }[]): Promise<void> => {
    for (const { event, change } of changes) {
      try {
        await tell(event, change);
      } catch (error) {
        if (!FINAL.some((code) => isAppError(error, code))) throw error;
        deps.onUndeliverable(error, event.id);
      }
    }
  };
  return (events) => {
    const changes = events.flatMap((event) => changesOf(event).map((change) => ({ event, change })));
    return changes.length === 0 ? undefined : deliver(changes);
  };
}

function changesOf(stored: StoredEvent): Change[] {
  const event = stored as StoredEvent & RoomEvent;
  switch (event.type) {
    case 'MemberInvited':
      return [{ kind: 'invited', userId: event.data.userId, by: event.data.by }];
    case 'InvitationWithdrawn':
      return [{ kind: 'ended', userId: event.data.userId }];
    case 'MemberJoined':
    case 'MemberBanned':
      return event.data.invited ? [{ kind: 'ended', userId: event.data.userId }] : [];
    case 'RoomArchived':
    case 'RoomDeleted':
      return (event.data.invited ?? []).map((userId) => ({ kind: 'ended', userId }));
    default:
      return [];
  }
}
