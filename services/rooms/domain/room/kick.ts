import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type ModerateMember, requireAuthority } from './moderation.ts';
import type { RoomState } from './state.ts';
import { succession } from './succession.ts';
import { parseLine } from './text.ts';

/**
 * Ends a membership or takes an invitation back; a public room can be joined again. Kicking
 * somebody who is neither changes nothing.
 */
export function decideKick(room: RoomState, command: ModerateMember): Decision<RoomEvent> {
  requireAuthority(room, command);
  const note = parseLine('reason', command.reason);
  const { userId } = command.target;
  const by = command.actor.userId;
  if (room.invited.has(userId))
    return { events: [{ type: 'InvitationWithdrawn', data: { userId, by } }], result: null };
  if (!room.members.has(userId)) return UNCHANGED;
  return {
    events: [
      { type: 'MemberLeft', data: { userId, reason: 'kicked', by, ...(note && { note }), losesAccess: true } },
      ...succession(room, userId, by),
    ],
    result: null,
  };
}
