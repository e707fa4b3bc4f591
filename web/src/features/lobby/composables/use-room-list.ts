import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useConnection } from '../../connection/composables/use-connection.ts';
import { ActiveRooms, type ListedRoom, type RoomListEvent, RoomListEvents } from '../graphql/rooms.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 150;

/**
 * The live list of rooms, those with most users online first. With `search`, those that have it in their name: of what is known at once, of
 * all rooms as soon as the server answers.
 */
export function useRoomList(search: Readonly<Ref<string>>) {
  const apollo = useApollo();
  const { openStream } = useConnection();
  /** What the server is asked for. */
  const asked = shallowRef<string | null>(search.value || null);
  const { data, error, loading, refetch } = useQuery(ActiveRooms, () => ({ search: asked.value }));
  let opened = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(search, (typed) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked.value = typed || null;
    }, PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));

  function change(edit: (rooms: ListedRoom[]) => ListedRoom[]): void {
    apollo.cache.updateQuery({ query: ActiveRooms, variables: { search: asked.value } }, (held) => {
      if (!held) return undefined;
      const rooms = edit(held.rooms.edges.map(({ node }) => node));
      return { ...held, rooms: { ...held.rooms, edges: rooms.map((node) => ({ node })) } };
    });
  }

  onScopeDispose(
    openStream<RoomListEvent>({
      document: RoomListEvents,
      onOpen() {
        // These events can't be resumed: what was missed while there was no socket is loaded.
        if (opened++ > 0) void refetch();
      },
      onEvent(event) {
        if (event.__typename === 'RoomListed')
          change((rooms) => [event.room, ...rooms.filter(({ id }) => id !== event.room.id)]);
        else change((rooms) => rooms.filter(({ id }) => id !== event.roomId));
      },
    }),
  );

  const rooms = computed(() =>
    (data.value?.rooms.edges.map(({ node }) => node) ?? [])
      .filter((room) => hasInName(room, search.value))
      .toSorted((one, other) => other.onlineCount - one.onlineCount || one.name.localeCompare(other.name)),
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
      const variables = { search: asked.value };
      const page = await apollo.query({
        query: ActiveRooms,
        variables: { ...variables, after: next.value },
        fetchPolicy: 'no-cache',
      });
      apollo.cache.updateQuery({ query: ActiveRooms, variables }, (held) => {
        if (!held || !page.data) return undefined;
        const { edges, pageInfo } = page.data.rooms;
        const known = new Set(held.rooms.edges.map(({ node }) => node.id));
        const added = edges.filter(({ node }) => !known.has(node.id));
        return { ...held, rooms: { ...held.rooms, edges: [...held.rooms.edges, ...added], pageInfo } };
      });
    },
    error,
    /** Also while what is listed does not yet answer to what is typed. */
    loading: computed(() => loading.value || asked.value !== (search.value || null)),
    refetch,
  };
}

function hasInName({ name }: ListedRoom, text: string): boolean {
  return fold(name).includes(fold(text));
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
