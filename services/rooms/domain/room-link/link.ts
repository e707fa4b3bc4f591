import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import { afterUse, type Link } from '@confab/runtime/kernel/ids/link';

/**
 * A link with which people join a room, a private one as well. `by` made it; `byAdministrator`:
 * with the rights of the server's administrators, without a role in the room. `uses` null: any
 * number. `expiresAtMs` null: never. The hash, of the secret in the link, is never printed.
 */
export type RoomLinkCreated = DomainEvent<
  'RoomLinkCreated',
  {
    roomId: string;
    by: string;
    byAdministrator?: true;
    tokenHash: string;
    uses: number | null;
    expiresAtMs: number | null;
  }
>;
/** Somebody joined with it. `last`: it cannot be used any more. */
export type RoomLinkUsed = DomainEvent<'RoomLinkUsed', { roomId: string; userId: string; last?: true }>;
export type RoomLinkRevoked = DomainEvent<'RoomLinkRevoked', { roomId: string; by: string }>;
export type RoomLinkEvent = RoomLinkCreated | RoomLinkUsed | RoomLinkRevoked;

export interface RoomLink extends Link {
  roomId: string;
  by: string;
  byAdministrator: boolean;
}

export interface RoomLinkState {
  /** Absent until created. */
  link: RoomLink | undefined;
}

const PREFIX = 'roomlink-';

export function roomLinkStream(id: string): string {
  return PREFIX + id;
}

/** Id of the link that owns the stream; undefined for streams of other kinds. */
export function roomLinkIdOf(stream: string): string | undefined {
  return stream.startsWith(PREFIX) ? stream.slice(PREFIX.length) : undefined;
}

function evolve({ link }: RoomLinkState, event: RoomLinkEvent): RoomLinkState {
  if (event.type === 'RoomLinkCreated') {
    const { uses: usesLeft, byAdministrator = false, ...created } = event.data;
    return { link: { ...created, byAdministrator, usesLeft, revoked: false } };
  }
  if (!link) return { link: undefined };
  if (event.type === 'RoomLinkRevoked') return { link: { ...link, revoked: true } };
  return { link: afterUse(link) };
}

/**
 * Stream `roomlink-<id>`: a link and its uses. Each use is an event of this stream, so that of two
 * people at once with one use left only one gets it.
 */
export const roomLinkKind: StreamKind<RoomLinkState, RoomLinkEvent> = {
  prefix: PREFIX,
  initialState: () => ({ link: undefined }),
  evolve,
};
