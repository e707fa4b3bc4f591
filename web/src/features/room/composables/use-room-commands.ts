import { useApollo } from '../../../shared/api/apollo.ts';
import { inviteToRoom } from '../../membership/invite.ts';
import type { Command } from '../../composer/command.ts';
import { BanUser, KickUser, SetTopic } from '../graphql/commands.ts';

/** What is done to a room rather than said in it. */
export type RoomCommand = Extract<Command, { kind: 'topic' | 'invite' | 'kick' | 'ban' }>;

const mutations = { kick: KickUser, ban: BanUser } as const;

/**
 * Carries out commands that mean a room. Rejects when the server refuses; whether the viewer may is the server's to say, and who is in the room is not
 * invited (`AlreadyMember`).
 */
export function useRoomCommands(): (room: string, command: RoomCommand) => Promise<void> {
  const apollo = useApollo();

  return async (room, command) => {
    if (command.kind === 'topic') {
      const input = { room, topic: command.text };
      await apollo.mutate({ mutation: SetTopic, variables: { input }, fetchPolicy: 'no-cache' });
      return;
    }
    if (command.kind === 'invite') return inviteToRoom(apollo, room, command.username);
    const { username, reason } = command;
    const input = { room, username, reason };
    await apollo.mutate({ mutation: mutations[command.kind], variables: { input }, fetchPolicy: 'no-cache' });
  };
}
