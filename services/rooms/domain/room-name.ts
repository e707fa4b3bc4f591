import type { StreamKind } from '@confab/runtime/decider/decider';
import type { DomainEvent } from '@confab/runtime/event-store/event';
import type { Name } from '@confab/runtime/names/name';

export type RoomNameClaimed = DomainEvent<'RoomNameClaimed', { roomId: string }>;
export type RoomNameReleased = DomainEvent<'RoomNameReleased', { roomId: string }>;
export type RoomNameEvent = RoomNameClaimed | RoomNameReleased;

/** Which room has the name now. */
export interface RoomNameState {
  roomId: string | null;
}

/**
 * Stream `roomname-<folded name>`: a claim is an event of its own stream, so that "taken" is an expected version and two rooms of one name cannot be
 * committed side by side on any engine.
 */
export const roomNameKind: StreamKind<RoomNameState, RoomNameEvent> = {
  prefix: 'roomname-',
  initialState: () => ({ roomId: null }),
  evolve: (_state, event) => ({ roomId: event.type === 'RoomNameClaimed' ? event.data.roomId : null }),
};

export function roomNameStream(name: Pick<Name, 'folded'>): string {
  return `roomname-${name.folded}`;
}
