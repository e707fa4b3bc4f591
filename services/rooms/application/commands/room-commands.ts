import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { decideArchive } from '../../domain/room/archive.ts';
import { decideBan } from '../../domain/room/ban.ts';
import { decideDeclineInvitation } from '../../domain/room/decline-invitation.ts';
import type { RoomRole } from '../../domain/room/events.ts';
import { decideInvite } from '../../domain/room/invite.ts';
import { decideJoin } from '../../domain/room/join.ts';
import { decideKick } from '../../domain/room/kick.ts';
import { decideLeave } from '../../domain/room/leave.ts';
import { decideRestore } from '../../domain/room/restore.ts';
import { decideSetRole } from '../../domain/room/set-role.ts';
import { decideUnban } from '../../domain/room/unban.ts';
import { decideUpdate, type UpdateRoom } from '../../domain/room/update.ts';
import type { Reach } from '../ports.ts';
import { type ChangeRoomDeps, changeMember, changeRoom } from './change-room.ts';
import { type CreateRoomInput, createRoom } from './create-room.ts';
import { deleteRoom } from './delete-room.ts';
import type { Request } from './request.ts';

/** Name of the room and of the user concerned. */
export interface MemberInput {
  room: string;
  username: string;
}
export type ModerationInput = MemberInput & { reason?: string | undefined };

type Verb<Input> = (request: Request, input: Input) => Promise<{ roomId: string }>;

/**
 * Everything that changes a room. Rooms are found by name; the rules are in `domain/room`, one file
 * a verb.
 */
export interface RoomCommands {
  create: Verb<CreateRoomInput>;
  update: Verb<{ room: string } & Omit<UpdateRoom, 'actor'>>;
  archive: Verb<{ room: string }>;
  restore: Verb<{ room: string }>;
  delete: Verb<{ room: string }>;
  join: Verb<{ room: string }>;
  leave: Verb<{ room: string }>;
  declineInvitation: Verb<{ room: string }>;
  invite: Verb<MemberInput>;
  kick: Verb<ModerationInput>;
  ban: Verb<ModerationInput>;
  unban: Verb<MemberInput>;
  setRole: Verb<MemberInput & { role: RoomRole }>;
}

export function createRoomCommands(
  deps: ChangeRoomDeps & { ids: Ids; reach: Reach; projections: ProjectionReader },
): RoomCommands {
  return {
    create: (request, input) => createRoom(deps, request, input),
    delete: (request, input) => deleteRoom(deps, request, input),
    update(request, { room, ...changes }) {
      const { actor } = request;
      const decide = (state: Parameters<typeof decideUpdate>[0]) => decideUpdate(state, { actor, ...changes });
      const { displayName, topic, visibility, posting } = changes;
      const says = [topic === null ? '' : topic, visibility, posting];
      // Repeats of requests from before there were display names say what they said.
      if (displayName !== undefined) says.push(displayName ?? '');
      return changeRoom(deps, request, { command: 'UpdateRoom', room, says, decide });
    },
    archive(request, { room }) {
      const decide = (state: Parameters<typeof decideArchive>[0]) => decideArchive(state, request);
      return changeRoom(deps, request, { command: 'ArchiveRoom', room, decide });
    },
    restore(request, { room }) {
      const decide = (state: Parameters<typeof decideRestore>[0]) => decideRestore(state, request);
      return changeRoom(deps, request, { command: 'RestoreRoom', room, decide });
    },
    join(request, { room }) {
      return changeRoom(deps, request, { command: 'JoinRoom', room, decide: (state) => decideJoin(state, request) });
    },
    leave(request, { room }) {
      return changeRoom(deps, request, { command: 'LeaveRoom', room, decide: (state) => decideLeave(state, request) });
    },
    declineInvitation(request, { room }) {
      const decide = (state: Parameters<typeof decideDeclineInvitation>[0]) => decideDeclineInvitation(state, request);
      return changeRoom(deps, request, { command: 'DeclineInvitation', room, decide });
    },
    invite(request, input) {
      const { actor } = request;
      return changeMember(deps, request, {
        ...input,
        command: 'InviteToRoom',
        isWithheld: ({ userId }) => isWithheld(deps.reach, actor.userId, userId),
        decide: (state, target) => decideInvite(state, { actor, target, isWithheld: target.isWithheld }),
      });
    },
    kick(request, { reason, ...input }) {
      const { actor } = request;
      return changeMember(deps, request, {
        ...input,
        command: 'KickFromRoom',
        says: reason,
        decide: (state, target) => decideKick(state, { actor, target, reason }),
      });
    },
    ban(request, { reason, ...input }) {
      const { actor } = request;
      return changeMember(deps, request, {
        ...input,
        command: 'BanFromRoom',
        says: reason,
        decide: (state, target) => decideBan(state, { actor, target, reason }),
      });
    },
    unban(request, input) {
      const { actor } = request;
      return changeMember(deps, request, {
        ...input,
        command: 'UnbanFromRoom',
        decide: (state, target) => decideUnban(state, { actor, target }),
      });
    },
    setRole(request, { role, ...input }) {
      const { actor } = request;
      return changeMember(deps, request, {
        ...input,
        command: 'SetRoomRole',
        says: role,
        decide: (state, target) => decideSetRole(state, { actor, target, role }),
      });
    },
  };
}

/**
 * Invitations do not wait for the messages service: while it is away they are taken for wanted, and
 * it decides anew when they are delivered.
 */
async function isWithheld(reach: Reach, fromId: string, toId: string): Promise<boolean> {
  try {
    return await reach.isWithheld(fromId, toId);
  } catch (error) {
    if (isAppError(error, 'UNAVAILABLE')) return false;
    throw error;
  }
}
