import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { fullNameOfUser } from '../../../shared/people.ts';
import { roomNameAt } from '../../../shared/rooms.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useFormat } from '../../../shared/ui/use-format.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { InviteToRoom } from '../../membership/graphql/invite.ts';
import { CreateRoom, UserByName } from '../graphql/rooms.ts';

type NewRoom = VariablesOf<typeof CreateRoom>['input'];

const FRESH = { fetchPolicy: 'no-cache' } as const;

/** Creates rooms, and invites people into them. */
export function useCreateRoom() {
  const apollo = useApollo();
  const router = useRouter();
  const { refreshRooms } = useInbox();
  const { t } = useI18n();
  const { toastError } = useErrorText();
  const format = useFormat();

  /** A toast names whoever could not be invited; from there they are invited again. */
  async function invite(room: string, people: readonly string[]): Promise<void> {
    const refusals: { username: string; reason: unknown }[] = [];
    const ask = (username: string) =>
      apollo
        .mutate({ mutation: InviteToRoom, variables: { input: { room, username } }, ...FRESH })
        .catch((reason: unknown) => refusals.push({ username, reason }));
    await Promise.all(people.map(ask));
    const [first] = refusals;
    if (!first) return;
    const refused = refusals.map(({ username }) => username);
    const about = t('failed.invite', { names: format.list(refused.map(fullNameOfUser)), room: roomNameAt(room) });
    toastError(first.reason, { about, again: () => invite(room, refused) });
  }

  return {
    /** The name as the person spells it; null where nobody has it. Rejects when the server does not answer. */
    async findUser(username: string): Promise<string | null> {
      try {
        const { data } = await apollo.query({ query: UserByName, variables: { username }, ...FRESH });
        return data?.user?.username ?? null;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'NOT_FOUND' || code === 'BAD_USER_INPUT') return null;
        throw error;
      }
    },
    /** Creates the room, opens it, and invites the people. Rejects when the server refuses the room. */
    async create(room: NewRoom, people: readonly string[]): Promise<void> {
      const { data } = await apollo.mutate({ mutation: CreateRoom, variables: { input: room }, ...FRESH });
      const name = data?.createRoom.room.name ?? room.name;
      void refreshRooms();
      void invite(name, people);
      await router.push({ name: 'room', params: { name } });
    },
  };
}
