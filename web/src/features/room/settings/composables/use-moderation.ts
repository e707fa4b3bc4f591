import { useApollo } from '../../../../shared/api/apollo.ts';
import { inviteToRoom } from '../../../membership/invite.ts';
import { BanFromRoom, KickFromRoom, SetRoomRole, UnbanFromRoom } from '../graphql/moderation.ts';
import type { Role } from '../rights.ts';

const FRESH = { fetchPolicy: 'no-cache' } as const;

/** What is done to people of a room. Each rejects when the server refuses. */
export function useModeration(room: string) {
  const apollo = useApollo();
  return {
    /** Rejects with `AlreadyMember` for who is in the room. */
    invite: (username: string): Promise<void> => inviteToRoom(apollo, room, username),
    async kick(username: string): Promise<void> {
      await apollo.mutate({ mutation: KickFromRoom, variables: { input: { room, username } }, ...FRESH });
    },
    async ban(username: string, reason: string): Promise<void> {
      const input = { room, username, reason: reason.trim() || null };
      await apollo.mutate({ mutation: BanFromRoom, variables: { input }, ...FRESH });
    },
    async unban(username: string): Promise<void> {
      await apollo.mutate({ mutation: UnbanFromRoom, variables: { input: { room, username } }, ...FRESH });
    },
    async setRole(username: string, role: Role): Promise<void> {
      await apollo.mutate({ mutation: SetRoomRole, variables: { input: { room, username, role } }, ...FRESH });
    },
  };
}
