import { computed, ref } from 'vue';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import { useBlocks } from '../../blocks/composables/use-blocks.ts';

/** Blocking somebody takes a question, unblocking does not. */
export function useBlocking(username: () => string) {
  const { isBlocked, block, unblock } = useBlocks();
  const { attempt, busy } = useAttempt();
  const asking = ref(false);
  return {
    blocked: computed(() => isBlocked(username())),
    busy,
    asking,
    ask(): void {
      asking.value = true;
    },
    async confirm(): Promise<void> {
      if (await attempt(() => block(username()))) asking.value = false;
    },
    unblock: () => attempt(() => unblock(username())),
  };
}
