import { noSuchLink } from '@confab/runtime/kernel/ids/link';
import { type Actor, canSee, RANK, requireRank } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import type { RoomLinkRevoked, RoomLinkState } from './link.ts';

/** Owners, moderators and administrators end any link of the room. Revoking twice changes nothing. NOT_FOUND for a link that never was, or of a room that is hidden. */
export function decideRevokeLink(
  room: RoomState,
  { link }: RoomLinkState,
  { actor }: { actor: Actor },
): RoomLinkRevoked[] {
  if (!link || !canSee(room, actor)) throw noSuchLink();
  requireRank(room, actor, RANK.moderator);
  return link.revoked ? [] : [{ type: 'RoomLinkRevoked', data: { roomId: link.roomId, by: actor.userId } }];
}
