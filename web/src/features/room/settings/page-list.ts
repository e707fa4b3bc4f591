import { shallowRef } from 'vue';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';

export interface Page<Item> {
  items: readonly Item[];
  /** Cursor of the next page; null where this is the last. */
  next: string | null;
}

/** A connection as the API answers it. */
interface Connection<Item> {
  edges: readonly { node: Item }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export function pageOf<Item>(connection: Connection<Item> | undefined): Page<Item> {
  const { edges, pageInfo } = connection ?? { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
  return { items: edges.map(({ node }) => node), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** A list that is read page by page. Answers that come too late are dropped. */
export function createPageList<Item>(read: (after: string | null) => Promise<Page<Item>>) {
  const items = shallowRef<readonly Item[] | null>(null);
  const next = shallowRef<string | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = shallowRef(false);
  let latest = 0;
  /** What was read last, or failed. */
  let asked: Parameters<typeof load> = [null];

  /** One page, and where there are to be at least so many items those behind it too. */
  async function load(after: string | null, least = 0): Promise<void> {
    latest += 1;
    const own = latest;
    asked = [after, least];
    loading.value = true;
    error.value = null;
    try {
      let page = await read(after);
      const found = [...page.items];
      while (own === latest && page.next !== null && found.length < least) {
        page = await read(page.next);
        found.push(...page.items);
      }
      if (own !== latest) return;
      items.value = after === null ? found : [...(items.value ?? []), ...found];
      next.value = page.next;
    } catch (failure) {
      if (own === latest) error.value = codeOf(failure);
    } finally {
      if (own === latest) loading.value = false;
    }
  }

  void load(null);

  return {
    /** Null until the first page is there. */
    items,
    next,
    error,
    loading,
    more: () => load(next.value),
    /** Reads all that is shown anew: whoever was further down stays there. */
    reload: () => load(null, items.value?.length),
    /** Begins at the first page. */
    restart: () => load(null),
    /** Asks again for what failed, which may be a page behind the first. */
    retry: () => load(...asked),
  };
}
