import { useI18n } from 'vue-i18n';
import { useFormat } from '../../../shared/ui/use-format.ts';

/** Whether somebody is connected, or when they were last, in words. */
export function usePresenceText(): (person: { online: boolean; lastSeenAt: string | null }) => string {
  const { t } = useI18n();
  const format = useFormat();
  return ({ online, lastSeenAt }) => {
    if (online) return t('direct.online');
    if (!lastSeenAt) return t('direct.offline');
    const [day, time] = [format.dayBefore(lastSeenAt), format.clock(lastSeenAt)];
    return day ? t('direct.lastSeenOn', { day, time }) : t('direct.lastSeen', { time });
  };
}
