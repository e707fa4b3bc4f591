import { useRouter } from 'vue-router';
import { useMembership } from './use-membership.ts';

/** The way into a room from the lobby. */
export function useEnterRoom() {
  const router = useRouter();
  const { join } = useMembership();
  return {
    /** Joins a room that is there and opens it. Rejects when the server refuses; nothing is ever created by it. */
    async enter(name: string): Promise<void> {
      const joined = await join(name);
      await router.push({ name: 'room', params: { name: joined.name } });
    },
  };
}
