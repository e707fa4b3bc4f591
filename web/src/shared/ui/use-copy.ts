import { useI18n } from 'vue-i18n';
import { copyText } from '../browser/clipboard.ts';
import { useToasts } from './toasts.ts';

/** Copies, and says what came of it. */
export function useCopy() {
  const { t } = useI18n();
  const toasts = useToasts();

  async function copy(text: string, said: { done: string; failed: string }): Promise<void> {
    if (await copyText(text)) toasts.show({ kind: 'info', text: said.done });
    else toasts.show({ kind: 'error', text: said.failed });
  }

  return {
    copyText: (text: string) => copy(text, { done: t('log.textCopied'), failed: t('log.textNotCopied') }),
    /** Shows the link where it could not be copied. */
    copyLink: (link: string) => copy(link, { done: t('app.linkCopied'), failed: t('log.copyFailed', { link }) }),
  };
}
