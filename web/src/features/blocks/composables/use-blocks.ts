import { computed } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { isSameName } from '../../../shared/name.ts';
import { BlockedUsers, BlockUser, UnblockUser } from '../graphql/blocks.ts';

/** Whom the viewer blocks: one list for all views that are open, as no event tells of it. */
export function useBlocks() {
  const apollo = useApollo();
  const { data, error, refetch } = useQuery(BlockedUsers, () => ({}));
  /** Null until it is known. */
  const people = computed(() => data.value?.me?.blockedUsers ?? null);

  return {
    people,
    error,
    refetch,
    isBlocked: (username: string): boolean => !!people.value?.some((person) => isSameName(person.username, username)),
    async block(username: string): Promise<void> {
      await apollo.mutate({ mutation: BlockUser, variables: { input: { username } } });
      await refetch();
    },
    async unblock(username: string): Promise<void> {
      await apollo.mutate({ mutation: UnblockUser, variables: { input: { username } } });
      await refetch();
    },
  };
}

export type Blocks = ReturnType<typeof useBlocks>;
