import { computed, ref } from 'vue';
import { useErrorText } from './use-error-text.ts';

/** Does what the user asked for, and says so where it fails: with a button to do the whole of it again where that may go better. */
export function useAttempt() {
  const { toastError } = useErrorText();
  const running = ref(0);

  /**
   * Runs `work`, which may be done twice without harm and still means the same later: it says what shall be, rather than what changes. Resolves with
   * whether it went well, and never rejects. `about` is a sentence that says what was not done where it fails.
   */
  async function attempt(work: () => Promise<unknown>, about?: string): Promise<boolean> {
    running.value += 1;
    try {
      await work();
      return true;
    } catch (error) {
      toastError(error, { about, again: () => attempt(work, about) });
      return false;
    } finally {
      running.value -= 1;
    }
  }

  return {
    attempt,
    /** Something is under way, for the first time or again. */
    busy: computed(() => running.value > 0),
  };
}
