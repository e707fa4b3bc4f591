import { useI18n } from 'vue-i18n';
import { useFormat } from '../../../shared/ui/use-format.ts';

export interface Presence {
  online: boolean;
  lastSeenAt: string | null;
}

/** Whether somebody is connected, or when they were last, in words; `brief` where there is room for a day or a time alone. */
export function usePresenceText(): (person: Presence, length?: 'full' | 'brief') => string {
  const { t } = useI18n();
  const format = useFormat();
  return ({ online, lastSeenAt }, length = 'full') => {
    if (online) return t('direct.online');
    if (!lastSeenAt) return t('direct.offline');
    const [day, time] = [format.dayBefore(lastSeenAt), format.clock(lastSeenAt)];
    if (length === 'brief') return day ? t('direct.seenOn', { day }) : t('direct.seen', { time });
    return day ? t('direct.lastSeenOn', { day, time }) : t('direct.lastSeen', { time });
  };
}
