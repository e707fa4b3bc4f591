import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** Dates and times in the chosen language and the user's time zone. */
export function useFormat() {
  const { locale } = useI18n();
  const clock = computed(() => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit' }));
  const day = computed(() => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short' }));
  const full = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeStyle: 'medium' }));
  const isToday = (date: Date) => date.toDateString() === new Date().toDateString();

  return {
    /** The time, with the day before it unless that is today. */
    short(iso: string): string {
      const date = new Date(iso);
      return isToday(date) ? clock.value.format(date) : `${day.value.format(date)}, ${clock.value.format(date)}`;
    },
    full: (iso: string): string => full.value.format(new Date(iso)),
  };
}
