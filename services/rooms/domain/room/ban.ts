import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type ModerateMember, requireAuthority } from './moderation.ts';
import type { RoomState } from './state.ts';
import { succession } from './succession.ts';
import { parseLine } from './text.ts';

/**
 * Ends membership and invitation and keeps the user out until the ban is lifted; works on people
 * who never joined. Banning twice changes nothing.
 */
export function decideBan(room: RoomState, command: ModerateMember): Decision<RoomEvent> {
  requireAuthority(room, command);
  const note = parseLine('reason', command.reason);
  const { userId } = command.target;
  const by = command.actor.userId;
  if (room.banned.has(userId)) return UNCHANGED;
  const wasMember = room.members.has(userId);
  const invited = room.invited.has(userId) && ({ invited: true } as const);
  return {
    events: [
      { type: 'MemberBanned', data: { userId, by, ...(note && { note }), wasMember, ...invited } },
      ...succession(room, userId, by),
    ],
    result: null,
  };
}
