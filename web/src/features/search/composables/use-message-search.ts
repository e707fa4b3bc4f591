import { type Ref, ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';
import type { NavPlace } from '../../membership/places.ts';
import { type FoundMessage, SearchMessages } from '../graphql/search.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

interface MessageSearch {
  text: Ref<string>;
  /** Null: everywhere. */
  place(): Pick<NavPlace, 'kind' | 'name'> | null;
  /** Whether anybody looks at what is found. */
  isOpen: Ref<boolean>;
}

/**
 * What the server finds for what is typed, in one place or everywhere; answers that come too late are dropped. What
 * was found stays while nobody looks, and is looked for anew only where it was another text or place.
 */
export function useMessageSearch({ text, place, isOpen }: MessageSearch) {
  const apollo = useApollo();
  /** Null until something was looked for. */
  const found = shallowRef<readonly FoundMessage[] | null>(null);
  const next = shallowRef<string | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = ref(false);
  let latest = 0;
  /** Where the page begins that was asked for last. */
  let begin: string | null = null;
  /** What `found` is the answer to. */
  let answered = '';
  const { later, cancel } = useTypingPause(PAUSE_MS);

  const question = () => JSON.stringify([text.value.trim(), place()?.kind, place()?.name]);

  async function ask(after: string | null): Promise<void> {
    latest += 1;
    const own = latest;
    begin = after;
    const asked = question();
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
      answered = asked;
    } catch (failure) {
      if (own === latest) error.value = codeOf(failure);
    } finally {
      if (own === latest) loading.value = false;
    }
  }

  /** What was found is the answer to what is typed: whatever else was asked meanwhile is not waited for. */
  function keep(): void {
    latest += 1;
    error.value = null;
    loading.value = false;
  }

  function forget(): void {
    keep();
    found.value = null;
    next.value = null;
    answered = '';
  }

  watch(
    [question, isOpen],
    (_, [, wasOpen]) => {
      cancel();
      if (!isOpen.value) return;
      if (text.value.trim() === '') forget();
      else if (question() === answered) keep();
      else if (wasOpen) later(() => void ask(null));
      else void ask(null);
    },
    { immediate: true },
  );

  return { found, next, error, loading, more: () => ask(next.value), retry: () => ask(begin) };
}
