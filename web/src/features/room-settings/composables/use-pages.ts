import { type Ref, shallowRef, watch } from 'vue';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';

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

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 200;

/** What a list of them shows, and what is done to it. */
export type PagesUse<Item> = ReturnType<typeof usePages<Item>>;

/** A list that is read page by page, and anew when what is looked for changes. Answers that come too late are dropped. */
export function usePages<Item>(read: (after: string | null) => Promise<Page<Item>>, search?: Ref<string>) {
  const items = shallowRef<readonly Item[] | null>(null);
  const next = shallowRef<string | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = shallowRef(false);
  let latest = 0;
  /** What was read last, or failed. */
  let asked: string | null = null;
  const { later } = useTypingPause(PAUSE_MS);

  async function load(after: string | null): Promise<void> {
    latest += 1;
    const own = latest;
    asked = after;
    loading.value = true;
    error.value = null;
    try {
      const page = await read(after);
      if (own !== latest) return;
      items.value = after === null ? page.items : [...(items.value ?? []), ...page.items];
      next.value = page.next;
    } catch (failure) {
      if (own === latest) error.value = codeOf(failure);
    } finally {
      if (own === latest) loading.value = false;
    }
  }

  if (search) watch(search, () => later(() => void load(null)));
  void load(null);

  return {
    /** Null until the first page is there. */
    items,
    next,
    error,
    loading,
    more: () => load(next.value),
    reload: () => load(null),
    /** Asks again for what failed, which may be a page behind the first. */
    retry: () => load(asked),
  };
}
