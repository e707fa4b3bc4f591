import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { fullNameOfUser } from '../../../shared/people.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import { useBlocks } from '../../blocks/composables/use-blocks.ts';

/** Blocking somebody takes a question, unblocking does not. */
export function useBlocking(username: () => string) {
  const { isBlocked, block, unblock } = useBlocks();
  const { t } = useI18n();
  const { attempt, busy } = useAttempt();
  const about = (what: 'block' | 'unblock') => t(`failed.${what}`, { name: fullNameOfUser(username()) });
  const asking = ref(false);
  return {
    blocked: computed(() => isBlocked(username())),
    busy,
    asking,
    ask(): void {
      asking.value = true;
    },
    async confirm(): Promise<void> {
      if (await attempt(() => block(username()), about('block'))) asking.value = false;
    },
    unblock: () => attempt(() => unblock(username()), about('unblock')),
  };
}
