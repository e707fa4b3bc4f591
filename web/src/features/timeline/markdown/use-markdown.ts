import type { ApolloClient } from '@apollo/client';
import { effectScope, type ShallowRef, shallowRef, triggerRef, watchEffect } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { time } from '../../../shared/browser/time.ts';
import { personCalled } from '../../../shared/people.ts';
import { NamedUsers } from '../graphql/named-user.ts';
import { createKnownNames } from './known-names.ts';
import { isPlainText } from './plain-text.ts';
import type { MessageRenderer } from './render-message.ts';
import { withoutMarks } from './without-marks.ts';

/** The names that one question asks for, in order. */
const PLACES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** Null until it is loaded, which the first place that is shown asks for. It is then the same for all of them. */
const renderer = shallowRef<MessageRenderer | null>(null);
const asked = shallowRef(false);
/** It could not be loaded. */
const isMissing = shallowRef(false);

async function load(apollo: ApolloClient): Promise<void> {
  asked.value = true;
  isMissing.value = false;
  const answers = shallowRef(0);
  const showAgain = () => {
    renderer.value?.forget();
    triggerRef(renderer);
  };
  const { meant, takeHeard } = createKnownNames({
    isHeardOf: (name) => personCalled(name) !== undefined,
    now: () => time.monotonic(),
    most: PLACES.length,
    async find(names) {
      // Where there are fewer than can be asked for, the first is asked for again.
      const wanted = PLACES.map((place, at) => [place, names[at] ?? names[0]]);
      const variables = Object.fromEntries(wanted) as VariablesOf<typeof NamedUsers>;
      const { data } = await apollo.query({ query: NamedUsers, variables, fetchPolicy: 'no-cache' });
      if (!data) throw new Error('the server answered without users');
      return PLACES.map((place) => data[place] !== null);
    },
    onLearnt() {
      answers.value += 1;
      showAgain();
    },
  });
  // Somebody may register under a name that is mentioned already: as soon as they are heard of, the mention is theirs.
  effectScope(true).run(() => watchEffect(() => answers.value > 0 && takeHeard().length > 0 && showAgain()));
  try {
    const { createMessageRenderer } = await import('./render-message.ts');
    renderer.value = createMessageRenderer({ meant, onHighlighter: () => triggerRef(renderer) });
  } catch {
    asked.value = false;
    isMissing.value = true;
  }
}

export interface Markdown {
  readonly renderer: Readonly<ShallowRef<MessageRenderer | null>>;
  /** A text as it is shown without the renderer: without marks while that is on its way, and as it was typed where it does not come. */
  bare(text: string): string;
}

/** The renderer of Markdown, which is not part of what the first page takes. Whoever asks first has it loaded. */
export function useMarkdown(): Markdown {
  const apollo = useApollo();
  if (!asked.value) void load(apollo);
  return { renderer, bare: (text) => (isMissing.value || isPlainText(text) ? text : withoutMarks(text)) };
}
