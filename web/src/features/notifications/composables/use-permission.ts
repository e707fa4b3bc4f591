import { useI18n } from 'vue-i18n';
import { askForNotices, noticePermission } from '../../../shared/browser/desktop.ts';
import { localTexts } from '../../../shared/browser/local-texts.ts';
import { useToasts } from '../../../shared/ui/toasts.ts';

/** Set once the user was asked in this browser: who did not answer does not want to be asked again. */
const OFFERED_KEY = 'confab.notifications.offered';

/** The browser's permission for notifications, asked for when there is something to notify of, never before. */
export function usePermission() {
  const { t } = useI18n();
  const toasts = useToasts();
  return {
    granted: (): boolean => noticePermission() === 'granted',
    /** Offers notifications to somebody who just missed something, once. */
    offer(): void {
      if (noticePermission() !== 'default' || localTexts.get(OFFERED_KEY)) return;
      localTexts.set(OFFERED_KEY, 'yes');
      const action = { label: t('notifications.turnOn'), run: askForNotices };
      toasts.show({ kind: 'info', text: t('notifications.offer'), action, stays: true });
    },
  };
}
