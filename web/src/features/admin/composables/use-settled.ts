import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { typingPause } from '../../../shared/ui/typing-pause.ts';

const PAUSE_MS = 250;

/** What is being typed, once the typing pauses: a search is sent for a word, not for each of its letters. */
export function useSettled(typed: Ref<string>): Readonly<Ref<string>> {
  const settled = ref(typed.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(typed, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled.value = value.trim();
    }, typingPause(PAUSE_MS));
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
