import { useI18n } from 'vue-i18n';
import { useToasts } from '../../../shared/ui/toasts.ts';

/** Set once the user was asked in this browser: who did not answer does not want to be asked again. */
const OFFERED_KEY = 'confab.notifications.offered';

/** The browser's permission for notifications, asked for when there is something to notify of, never before. */
export function usePermission() {
  const { t } = useI18n();
  const toasts = useToasts();
  const undecided = (): boolean => 'Notification' in window && Notification.permission === 'default';

  /** Asks with the browser's own question. Call it from a click: browsers ignore it elsewhere. */
  function ask(): void {
    if (undecided()) void Notification.requestPermission();
  }

  return {
    granted: (): boolean => 'Notification' in window && Notification.permission === 'granted',
    ask,
    /** Offers notifications to somebody who just missed something, once. */
    offer(): void {
      if (!undecided() || localStorage.getItem(OFFERED_KEY)) return;
      localStorage.setItem(OFFERED_KEY, 'yes');
      const action = { label: t('notifications.turnOn'), run: ask };
      toasts.show({ kind: 'info', text: t('notifications.offer'), action, stays: true });
    },
  };
}
