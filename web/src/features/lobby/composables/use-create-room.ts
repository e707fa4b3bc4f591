import { useRouter } from 'vue-router';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useInbox } from '../../inbox/composables/use-inbox.ts';
import { InviteToRoom } from '../../room-settings/graphql/moderation.ts';
import { CreateRoom, UserByName } from '../graphql/rooms.ts';

type NewRoom = VariablesOf<typeof CreateRoom>['input'];

const FRESH = { fetchPolicy: 'no-cache' } as const;

/** Creates rooms, and invites people into them. */
export function useCreateRoom() {
  const apollo = useApollo();
  const router = useRouter();
  const { refreshRooms } = useInbox();
  const { toastError } = useErrorText();

  /** Whoever could not be invited is told of in a toast, from which they are invited again: that changes nothing for who is invited already. */
  async function invite(room: string, people: readonly string[]): Promise<void> {
    const ask = (username: string) =>
      apollo.mutate({ mutation: InviteToRoom, variables: { input: { room, username } }, ...FRESH });
    const answers = await Promise.allSettled(people.map(ask));
    const refusal = answers.find((answer) => answer.status === 'rejected');
    if (refusal) toastError(refusal.reason, () => invite(room, people));
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
