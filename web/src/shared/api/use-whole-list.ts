import type { TypedDocumentNode } from '@apollo/client';
import { computed, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { useApollo } from './apollo.ts';
import { codeOf, type ErrorCode } from './error-code.ts';
import { useQuery } from './use-query.ts';
import type { ListPage } from './whole-list.ts';

/** The variables of a query of a list: where its page begins. */
export interface PageVariables {
  after?: string | null;
}

export interface WholeList<Node> {
  /** Everything that is known of the list; null while nothing is. Read anew, it keeps what it had until that is complete. */
  nodes: Readonly<Ref<readonly Node[] | null>>;
  error: Readonly<ShallowRef<ErrorCode | null>>;
  /** Why the list ends early: a page behind the first could not be read. `refetch` tries again. */
  missing: Readonly<ShallowRef<ErrorCode | null>>;
  refetch(): Promise<void>;
  /**
   * Changes what is in the cache, because the server told of it. While an answer is on its way, the change is made again once that has come: it
   * may have been read before. So it has to be one that can be made twice.
   */
  tell(change: () => void): void;
}

/**
 * Watches a list in the cache, and reads it there to its end: each page is shown as soon as it is there. `listOf` finds the list in an answer, `withList`
 * puts a longer one into its place.
 */
export function useWholeList<Data, Node extends { id: string }>(
  query: TypedDocumentNode<Data, PageVariables>,
  parts: { listOf(data: Data): ListPage<Node>; withList(data: Data, list: ListPage<Node>): Data },
): WholeList<Node> {
  const apollo = useApollo();
  const { data, error, loading, refetch } = useQuery<Data, PageVariables>(query, () => ({}));
  const complete = shallowRef<readonly Node[]>([]);
  const missing = shallowRef<ErrorCode | null>(null);
  const reading = shallowRef<string | null>(null);
  /** What was told since the first of the answers that are on their way was asked for. */
  let told: (() => void)[] = [];

  async function readOn(after: string): Promise<void> {
    if (reading.value === after) return;
    reading.value = after;
    try {
      const answer = await apollo.query({ query, variables: { after }, fetchPolicy: 'no-cache' });
      if (reading.value !== after) return;
      missing.value = null;
      if (answer.data !== undefined) append(parts.listOf(answer.data as Data), after);
    } catch (failure) {
      if (reading.value === after) missing.value = codeOf(failure);
    } finally {
      if (reading.value === after) reading.value = null;
    }
  }

  /** Puts a page behind the list that ends at `after`. */
  function append({ edges, pageInfo }: ListPage<Node>, after: string): void {
    apollo.cache.updateQuery<Data, PageVariables>({ query }, (held) => {
      if (!held) return undefined;
      const list = parts.listOf(held as Data);
      // Another list stands there meanwhile.
      if (list.pageInfo.endCursor !== after) return undefined;
      const known = new Set(list.edges.map(({ node }) => node.id));
      const added = edges.filter(({ node }) => !known.has(node.id));
      return parts.withList(held as Data, { ...list, pageInfo, edges: [...list.edges, ...added] });
    });
  }

  const held = computed(() => (data.value === null ? null : parts.listOf(data.value)));
  watch(
    held,
    (list) => {
      if (!list) return;
      const { hasNextPage, endCursor } = list.pageInfo;
      if (hasNextPage && endCursor) return void readOn(endCursor);
      complete.value = list.edges.map(({ node }) => node);
      missing.value = null;
    },
    { immediate: true },
  );

  const isAsking = () => loading.value || reading.value !== null;
  watch(isAsking, (is) => {
    if (is) return;
    const again = told;
    told = [];
    for (const change of again) change();
  });

  return {
    nodes: computed(() => {
      if (!held.value) return null;
      const nodes = held.value.edges.map(({ node }) => node);
      if (!held.value.pageInfo.hasNextPage) return nodes;
      const known = new Set(nodes.map(({ id }) => id));
      return [...nodes, ...complete.value.filter(({ id }) => !known.has(id))];
    }),
    error,
    missing,
    async refetch() {
      await refetch();
      const { hasNextPage, endCursor } = held.value?.pageInfo ?? {};
      // The first page may be the same as before: then nobody else reads on.
      if (hasNextPage && endCursor) await readOn(endCursor);
    },
    tell(change) {
      if (isAsking()) told.push(change);
      change();
    },
  };
}
