import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { noSuchLink } from '@confab/runtime/kernel/ids/link';
import { type Actor, canSee, RANK, requireRank } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import type { RoomLinkRevoked, RoomLinkState } from './link.ts';

/**
 * Owners, moderators and administrators end any link of the room. Revoking twice changes nothing.
 * NOT_FOUND for a link that never was, or of a room that is hidden.
 */
export function decideRevokeLink(
  { room, link: { link } }: { room: RoomState; link: RoomLinkState },
  { actor }: { actor: Actor },
): Decision<RoomLinkRevoked> {
  if (!link || !canSee(room, actor)) throw noSuchLink();
  requireRank(room, actor, RANK.moderator);
  if (link.revoked) return UNCHANGED;
  return { events: [{ type: 'RoomLinkRevoked', data: { roomId: link.roomId, by: actor.userId } }], result: null };
}
