import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { Name } from '@confab/runtime/kernel/names/name';

export type RoomNameClaimed = DomainEvent<'RoomNameClaimed', { roomId: string }>;
export type RoomNameReleased = DomainEvent<'RoomNameReleased', { roomId: string }>;
export type RoomNameEvent = RoomNameClaimed | RoomNameReleased;

/** Which room has the name now. */
export interface RoomNameState {
  roomId: string | null;
}

/**
 * Stream `roomname-<folded name>`: a claim is an event of its own stream, so that "taken" is an
 * expected version and two rooms of one name cannot be committed side by side on any engine.
 */
export const roomNameKind: StreamKind<RoomNameState, RoomNameEvent> = {
  prefix: 'roomname-',
  initialState: () => ({ roomId: null }),
  evolve: (_state, event) => ({ roomId: event.type === 'RoomNameClaimed' ? event.data.roomId : null }),
};

export function roomNameStream(name: Pick<Name, 'folded'>): string {
  return `roomname-${name.folded}`;
}

export type RoomNameKeyClaimed = DomainEvent<'RoomNameKeyClaimed', { roomId: string; key: string }>;
export type RoomNameKeyReleased = DomainEvent<'RoomNameKeyReleased', { roomId: string; key: string }>;
export type RoomNameKeyEvent = RoomNameKeyClaimed | RoomNameKeyReleased;

/**
 * Stream `roomnamekey-<key>`: which room has a name of this look now. Of two names that look alike
 * one is claimed, however many replicas are asked at once. Rooms of before keys were claimed have
 * no such stream: the projection `nameKeys` knows theirs too.
 */
export const roomNameKeyKind: StreamKind<RoomNameState, RoomNameKeyEvent> = {
  prefix: 'roomnamekey-',
  initialState: () => ({ roomId: null }),
  evolve: (_state, event) => ({ roomId: event.type === 'RoomNameKeyClaimed' ? event.data.roomId : null }),
};

/** Takes a key of the name, as `nameKeys` gives it. */
export function roomNameKeyStream(key: string): string {
  return `roomnamekey-${key}`;
}
