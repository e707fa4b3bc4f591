import { isOpen } from '@confab/runtime/kernel/ids/link';
import { RANK, rankOf } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import type { RoomLink, RoomLinkState } from './link.ts';

/** A link that somebody shows, with the hash of the secret in it. */
export interface PresentedLink {
  state: RoomLinkState;
  tokenHash: string;
  /**
   * Who made it administrates the server now. Only looked at where they made it as an
   * administrator.
   */
  makerAdministrates: boolean;
}

/** The link with that secret, whether it is good or not. */
export function knownLink({ state: { link }, tokenHash }: PresentedLink): RoomLink | undefined {
  return link?.tokenHash === tokenHash ? link : undefined;
}

/**
 * The link, where it is good at this time: neither revoked, used up nor expired, of a room that is
 * in use, and of somebody who may still invite there.
 */
export function goodLink(room: RoomState, presented: PresentedLink, atMs: number): RoomLink | undefined {
  const link = knownLink(presented);
  if (!link || !isOpen(link, atMs)) return undefined;
  if (room.phase !== 'open' || room.archived) return undefined;
  const maker = { userId: link.by, isAdmin: link.byAdministrator && presented.makerAdministrates };
  return rankOf(room, maker) >= RANK.moderator ? link : undefined;
}
