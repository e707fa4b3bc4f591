import { useApollo } from '../../../shared/api/apollo.ts';
import type { Command } from '../command.ts';
import { BanUser, InviteUser, KickUser, SetTopic } from '../graphql/commands.ts';

/** What is done to a room rather than said in it. */
export type RoomCommand = Extract<Command, { kind: 'topic' | 'invite' | 'kick' | 'ban' }>;

const mutations = { invite: InviteUser, kick: KickUser, ban: BanUser } as const;

/** Carries out commands that mean a room. Rejects when the server refuses; whether the viewer may is the server's to say. */
export function useRoomCommands(): (room: string, command: RoomCommand) => Promise<void> {
  const apollo = useApollo();

  return async (room, command) => {
    if (command.kind === 'topic') {
      const input = { room, topic: command.text };
      await apollo.mutate({ mutation: SetTopic, variables: { input }, fetchPolicy: 'no-cache' });
      return;
    }
    const { kind, username, reason } = command;
    const input = { room, username, reason };
    await apollo.mutate({ mutation: mutations[kind], variables: { input }, fetchPolicy: 'no-cache' });
  };
}
