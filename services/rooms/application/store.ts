import type { AnyStreamKind } from '@confab/runtime/eventlog/decider/port';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { roomUpcasters } from '../domain/room/events.ts';
import { roomKind } from '../domain/room/state.ts';
import { roomLinkKind } from '../domain/room-link/link.ts';
import { roomNameKeyKind, roomNameKind } from '../domain/room-name.ts';
import { bansProjection } from './projections/bans.ts';
import { lastSeenProjection } from './projections/last-seen.ts';
import { membershipsProjection } from './projections/memberships.ts';
import { nameKeysProjection } from './projections/name-keys.ts';
import { openInvitationsProjection } from './projections/open-invitations.ts';
import { roomLinksProjection } from './projections/room-links.ts';
import { roomsProjection } from './projections/rooms.ts';

export const STREAM_KINDS: readonly AnyStreamKind[] = [roomKind, roomNameKind, roomNameKeyKind, roomLinkKind];

/** The consumer of the log that delivers invitations. */
export const INVITATIONS = 'invitations';

/**
 * What the service keeps, for whoever opens its store: the service, and tools that look at the log.
 */
export const roomsStore: StoreDefinition = {
  projections: [
    roomsProjection,
    nameKeysProjection,
    membershipsProjection,
    bansProjection,
    openInvitationsProjection,
    lastSeenProjection,
    roomLinksProjection,
  ],
  upcasters: roomUpcasters,
  consumers: [INVITATIONS],
};
