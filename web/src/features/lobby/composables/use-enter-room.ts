import { useRouter } from 'vue-router';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import { useInbox } from '../../inbox/composables/use-inbox.ts';
import { useMembership } from '../../room/composables/use-membership.ts';
import { CreateRoom } from '../graphql/rooms.ts';

/** Ways into a room from the lobby. Both reject when the server refuses. */
export function useEnterRoom() {
  const apollo = useApollo();
  const router = useRouter();
  const { join } = useMembership();
  const { refreshRooms } = useInbox();

  async function open(name: string): Promise<void> {
    await router.push({ name: 'room', params: { name } });
  }

  async function create(name: string): Promise<string> {
    const { data } = await apollo.mutate({
      mutation: CreateRoom,
      variables: { input: { name } },
      fetchPolicy: 'no-cache',
    });
    void refreshRooms();
    return data?.createRoom.room.name ?? name;
  }

  return {
    /** Joins a room that is there and opens it. */
    async enter(name: string): Promise<void> {
      await open((await join(name)).name);
    },
    /** Joins the room of this name, or creates it where there is none, and opens it. */
    async joinOrCreate(name: string): Promise<void> {
      try {
        await open((await join(name)).name);
      } catch (error) {
        if (codeOf(error) !== 'NOT_FOUND') throw error;
        const created = await create(name).catch(async (failure: unknown) => {
          if (codeOf(failure) !== 'ALREADY_EXISTS') throw failure;
          // Somebody created it a moment ago, or a room is there whose name looks like this one.
          const joined = await join(name).catch(() => Promise.reject(failure));
          return joined.name;
        });
        await open(created);
      }
    },
  };
}
