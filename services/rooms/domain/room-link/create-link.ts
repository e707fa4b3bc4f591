import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { type LinkLimits, linkLimits, type WantedLimits } from '@confab/runtime/kernel/ids/link';
import { type Actor, RANK, rankOf, requireInUse, requireRank } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import type { RoomLinkCreated } from './link.ts';

/** Links of one room that work at the same time. */
export const MOST_OPEN_LINKS = 50;

export interface CreateLink extends WantedLimits {
  actor: Actor;
  roomId: string;
  tokenHash: string;
  /** How many links of the room work now. */
  open: number;
}

/**
 * Owners and moderators make links into a room of theirs, administrators into any. FORBIDDEN for
 * others, and while the room is archived; BAD_USER_INPUT naming `uses` or `expiresInHours`;
 * CONFLICT where too many links are open.
 */
export function decideCreateLink(
  room: RoomState,
  { actor, roomId, tokenHash, open, ...wanted }: CreateLink,
  { atMs }: Moment,
): Decision<RoomLinkCreated, LinkLimits> {
  requireRank(room, actor, RANK.moderator);
  requireInUse(room);
  const limits = linkLimits({ ...wanted, atMs });
  if (open >= MOST_OPEN_LINKS) throw new AppError('CONFLICT', 'This room has too many open links. Revoke one first.');
  const data: RoomLinkCreated['data'] = { roomId, by: actor.userId, tokenHash, ...limits };
  if (rankOf(room, { ...actor, isAdmin: false }) < RANK.moderator) data.byAdministrator = true;
  return { events: [{ type: 'RoomLinkCreated', data }], result: limits };
}
