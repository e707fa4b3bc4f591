import { isAppError } from '@confab/runtime/errors/app-error';
import type { StoredEvent } from '@confab/runtime/event-store/event';
import type { MemberInvited } from '../domain/room/events.ts';
import { roomIdOf } from '../domain/room/state.ts';
import type { Inboxes } from './ports.ts';

/** Refusals that the same invitation would get for ever. */
const FINAL = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'] as const;

/**
 * Hands invitations over to the inboxes, one after the other, as a consumer of the log: at least once, with the id of the event. Rejects where it
 * should be tried again; an invitation that can never be delivered is reported and passed over, so that those behind it arrive.
 */
export function createInvitationConsumer(deps: {
  inboxes: Inboxes;
  onUndeliverable(error: unknown, eventId: string): void;
}): (events: readonly StoredEvent[]) => void | Promise<void> {
  const deliver = async (invited: readonly StoredEvent[]): Promise<void> => {
    for (const { id, correlationId, stream, data } of invited) {
      const { userId, by } = data as MemberInvited['data'];
      const roomId = roomIdOf(stream) ?? '';
      try {
        await deps.inboxes.notifyInvited({ id, correlationId, roomId, userId, by });
      } catch (error) {
        if (!FINAL.some((code) => isAppError(error, code))) throw error;
        deps.onUndeliverable(error, id);
      }
    }
  };
  return (events) => {
    const invited = events.filter(({ type }) => type === ('MemberInvited' satisfies MemberInvited['type']));
    return invited.length === 0 ? undefined : deliver(invited);
  };
}
