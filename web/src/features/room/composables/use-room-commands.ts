import { useI18n } from 'vue-i18n';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import { fullNameOfUser } from '../../../shared/people.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import type { RoomCommands } from '../../composer/composables/use-submit.ts';
import { AlreadyMember, inviteToRoom } from '../../membership/invite.ts';
import { BanUser, KickUser, SetTopic } from '../graphql/commands.ts';

const mutations = { kick: KickUser, ban: BanUser } as const;

/**
 * The commands of a room. Whether the viewer may carry them out is the server's to say.
 * Who is in the room is not invited (`AlreadyMember`).
 */
export function useRoomCommands(room: string): RoomCommands {
  const apollo = useApollo();
  const { t } = useI18n();
  const { explain } = useErrorText();

  return {
    async run(command) {
      if (command.kind === 'topic') {
        const input = { room, topic: command.text };
        await apollo.mutate({ mutation: SetTopic, variables: { input }, fetchPolicy: 'no-cache' });
        return;
      }
      if (command.kind === 'invite') return inviteToRoom(apollo, room, command.username);
      const { username, reason } = command;
      const input = { room, username, reason };
      await apollo.mutate({ mutation: mutations[command.kind], variables: { input }, fetchPolicy: 'no-cache' });
    },
    explain(error, command) {
      if (command.kind === 'topic') return explain(error);
      const { kind, username: name } = command;
      if (error instanceof AlreadyMember) return t('roomSettings.alreadyIn', { name: fullNameOfUser(name) });
      const code = codeOf(error);
      if (code === 'NOT_FOUND') return t('composer.hint.pmUnknownUser', { name });
      const isBanned = kind === 'invite' && code === 'CONFLICT';
      return isBanned ? t('roomSettings.invitedBanned', { name: fullNameOfUser(name) }) : explain(error);
    },
  };
}
