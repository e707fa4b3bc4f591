import { type Ref, ref, watch } from 'vue';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';

const PAUSE_MS = 250;

/** What is being typed, once the typing pauses: a search is sent for a word, not for each of its letters. */
export function useSettled(typed: Ref<string>): Readonly<Ref<string>> {
  const settled = ref(typed.value);
  const { later } = useTypingPause(PAUSE_MS);
  watch(typed, (value) =>
    later(() => {
      settled.value = value.trim();
    }),
  );
  return settled;
}
