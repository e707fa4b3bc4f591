import type { AnyStreamKind } from '@confab/runtime/decider/port';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { roomKind } from '../domain/room/state.ts';
import { roomNameKind } from '../domain/room-name.ts';
import { lastSeenProjection } from './projections/last-seen.ts';
import { membershipsProjection } from './projections/memberships.ts';
import { roomsProjection } from './projections/rooms.ts';

export const STREAM_KINDS: readonly AnyStreamKind[] = [roomKind, roomNameKind];

/** The consumer of the log that delivers invitations. */
export const INVITATIONS = 'invitations';

/** What the service keeps, for whoever opens its store: the service, and tools that look at the log. Every event type is at version 1. */
export const roomsStore: StoreDefinition = {
  projections: [roomsProjection, membershipsProjection, lastSeenProjection],
  upcasters: {},
  consumers: [INVITATIONS],
};
