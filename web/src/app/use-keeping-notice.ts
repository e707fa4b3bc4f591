import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { outlivesPage } from '../shared/browser/keeping.ts';
import { useToasts } from '../shared/ui/toasts.ts';

/** Says, once, that the browser does not keep what is written here. It is sent all the same. */
export function useKeepingNotice(): void {
  const { t } = useI18n();
  const toasts = useToasts();
  const say = (outlives: boolean): void => {
    if (!outlives) toasts.show({ kind: 'info', text: t('app.notKept'), stays: true });
  };
  watch(outlivesPage, say, { immediate: true });
}
