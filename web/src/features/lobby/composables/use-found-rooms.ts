import { foldName } from '@confab/text/names';
import { computed, type Ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';
import { ActiveRooms, type ListedRoom } from '../graphql/rooms.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 150;

/**
 * Rooms that are in use, or those that are archived: with most users online first, a page at a time. With `search`, those that have it in what they are
 * called: of what is known at once, of all rooms as soon as the server answers.
 */
export function useFoundRooms(search: Readonly<Ref<string>>, { archived }: { archived: boolean }) {
  const apollo = useApollo();
  /** What the server is asked for. */
  const asked = shallowRef<string | null>(search.value || null);
  const variables = () => ({ search: asked.value, archived });
  const { data, error, loading, refetch } = useQuery(ActiveRooms, variables);
  const { later } = useTypingPause(PAUSE_MS);

  watch(search, (typed) =>
    later(() => {
      asked.value = typed || null;
    }),
  );

  const rooms = computed(() =>
    (data.value?.rooms.edges.map(({ node }) => node) ?? [])
      .filter((room) => isFound(room, search.value))
      .toSorted(
        (one, other) => other.onlineCount - one.onlineCount || one.displayName.localeCompare(other.displayName),
      ),
  );
  const next = computed(() => {
    const page = data.value?.rooms.pageInfo;
    return page?.hasNextPage ? page.endCursor : null;
  });

  return {
    rooms,
    /** Whether the server has more than are listed. */
    hasMore: computed(() => next.value !== null),
    /** Lists the next page too. Rejects when the server does not answer. */
    async more(): Promise<void> {
      // What is looked for may be another when the answer comes.
      const asking = variables();
      const page = await apollo.query({
        query: ActiveRooms,
        variables: { ...asking, after: next.value },
        fetchPolicy: 'no-cache',
      });
      apollo.cache.updateQuery({ query: ActiveRooms, variables: asking }, (held) => {
        if (!held || !page.data) return undefined;
        const { edges, pageInfo } = page.data.rooms;
        const known = new Set(held.rooms.edges.map(({ node }) => node.id));
        const added = edges.filter(({ node }) => !known.has(node.id));
        return { ...held, rooms: { ...held.rooms, edges: [...held.rooms.edges, ...added], pageInfo } };
      });
    },
    /** Changes what is listed, a moment before the server is asked again. */
    change(edit: (rooms: ListedRoom[]) => ListedRoom[]): void {
      apollo.cache.updateQuery({ query: ActiveRooms, variables: variables() }, (held) => {
        if (!held) return undefined;
        const changed = edit(held.rooms.edges.map(({ node }) => node));
        return { ...held, rooms: { ...held.rooms, edges: changed.map((node) => ({ node })) } };
      });
    },
    error,
    /** Also while what is listed does not yet answer to what is typed. */
    loading: computed(() => loading.value || asked.value !== (search.value || null)),
    refetch,
  };
}

export type FoundRooms = Omit<ReturnType<typeof useFoundRooms>, 'change'>;

function isFound({ name, displayName }: ListedRoom, text: string): boolean {
  return [name, displayName].some((called) => foldName(called).includes(foldName(text)));
}
