import { computed, type Ref, ref, type WatchSource, watch } from 'vue';

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

export interface Pages {
  /** Where the page that is shown begins: `after` of the query. Null for the first. */
  after: Readonly<Ref<string | null>>;
  number: Readonly<Ref<number>>;
  /** Turns to the page behind the one of this info. */
  next(page: PageInfo): void;
  previous(): void;
}

/** Pages of a connection, one at a time, forth and back. Begins anew when one of `resetOn` changes: the cursors are of another list then. */
export function usePages(resetOn: WatchSource[]): Pages {
  const starts = ref<(string | null)[]>([null]);
  watch(resetOn, () => {
    starts.value = [null];
  });
  return {
    after: computed(() => starts.value.at(-1) ?? null),
    number: computed(() => starts.value.length),
    next({ hasNextPage, endCursor }) {
      if (hasNextPage) starts.value = [...starts.value, endCursor];
    },
    previous() {
      if (starts.value.length > 1) starts.value = starts.value.slice(0, -1);
    },
  };
}
