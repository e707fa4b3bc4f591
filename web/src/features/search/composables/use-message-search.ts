import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import type { Place } from '../../inbox/places.ts';
import { type FoundMessage, SearchMessages } from '../graphql/search.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

/** What the server finds for what is typed, in one place or everywhere; answers that come too late are dropped. */
export function useMessageSearch(text: Ref<string>, place: () => Pick<Place, 'kind' | 'name'> | null) {
  const apollo = useApollo();
  /** Null until something was looked for. */
  const found = shallowRef<readonly FoundMessage[] | null>(null);
  const next = shallowRef<string | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = ref(false);
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(after: string | null): Promise<void> {
    latest += 1;
    const own = latest;
    const where = place();
    const variables = {
      text: text.value.trim(),
      room: where?.kind === 'room' ? where.name : null,
      conversation: where?.kind === 'direct' ? where.name : null,
      after,
    };
    loading.value = true;
    error.value = null;
    try {
      const { data } = await apollo.query({ query: SearchMessages, variables, fetchPolicy: 'no-cache' });
      if (own !== latest || !data) return;
      const { edges, pageInfo } = data.searchMessages;
      found.value = [...(after === null ? [] : (found.value ?? [])), ...edges.map(({ node }) => node)];
      next.value = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } catch (failure) {
      if (own === latest) error.value = codeOf(failure);
    } finally {
      if (own === latest) loading.value = false;
    }
  }

  function forget(): void {
    latest += 1;
    found.value = null;
    next.value = null;
    error.value = null;
    loading.value = false;
  }

  watch([text, place], () => {
    clearTimeout(timer);
    if (text.value.trim() === '') forget();
    else timer = setTimeout(() => void ask(null), PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));

  return { found, next, error, loading, more: () => ask(next.value), retry: () => ask(null) };
}
