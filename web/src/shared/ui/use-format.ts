import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';

interface Formats {
  clock: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  weekday: Intl.DateTimeFormat;
  weekdayOfYear: Intl.DateTimeFormat;
  full: Intl.DateTimeFormat;
  relativeDay: Intl.RelativeTimeFormat;
  list: Intl.ListFormat;
  hours: Intl.NumberFormat;
  days: Intl.NumberFormat;
}

const lengthsIn = (unit: 'hour' | 'day', locale: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });

/** Made once for each language: they take longer to make than to use, and each line of a log uses them. */
const made = new Map<string, Formats>();

function formatsOf(locale: string): Formats {
  const formats = made.get(locale) ?? {
    clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }),
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    weekdayOfYear: new Intl.DateTimeFormat(locale, { dateStyle: 'full' }),
    full: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' }),
    relativeDay: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
    hours: lengthsIn('hour', locale),
    days: lengthsIn('day', locale),
  };
  made.set(locale, formats);
  return formats;
}

/** The language as it is written where the user lives: English has two orders of a date, and two clocks. */
function regional(language: string): string {
  return navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
}

const DAY_MS = 86_400_000;

const startOfDay = () => new Date().setHours(0, 0, 0, 0);
/** The beginning of the day that it is. What is shown by the day changes with it. */
const today = shallowRef(startOfDay());
/** A machine that slept, or was taken to another time zone, is found out after this. */
const LOOK_MS = 60_000;

/** Looks what day it is at midnight, and now and then. */
function followDay(): void {
  today.value = startOfDay();
  const midnight = new Date().setHours(24, 0, 0, 0);
  setTimeout(followDay, Math.min(midnight - Date.now() + 1, LOOK_MS));
}
followDay();

/** How many days ago a time was by the user's calendar: 0 today, 1 yesterday. */
function daysAgo(date: Date): number {
  return Math.round((today.value - new Date(date).setHours(0, 0, 0, 0)) / DAY_MS);
}

/** Dates and times in the chosen language and the user's time zone. */
export function useFormat() {
  const { locale } = useI18n();
  const formats = computed(() => formatsOf(regional(locale.value)));

  return {
    /** The time, with the day before it unless that is today. */
    short(iso: string): string {
      const date = new Date(iso);
      const { day, clock } = formats.value;
      return daysAgo(date) === 0 ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
    },
    /** In the least space: the time of today, and the day of what is older. */
    brief(iso: string): string {
      const date = new Date(iso);
      const { day, clock } = formats.value;
      return daysAgo(date) === 0 ? clock.format(date) : day.format(date);
    },
    /** The day within a sentence: “yesterday”, or the date; nothing for today. */
    dayBefore(iso: string): string {
      const date = new Date(iso);
      const ago = daysAgo(date);
      if (ago === 0) return '';
      return ago === 1 ? formats.value.relativeDay.format(-1, 'day') : formats.value.day.format(date);
    },
    /** The hour and minute alone. */
    clock: (iso: string): string => formats.value.clock.format(new Date(iso)),
    /** The same in the least space: without the half of the day, where the language tells it. */
    digits(iso: string): string {
      const parts = formats.value.clock.formatToParts(new Date(iso));
      const isDigit = ({ type, value }: Intl.DateTimeFormatPart) => type !== 'dayPeriod' && value.trim() !== '';
      return parts
        .filter(isDigit)
        .map(({ value }) => value)
        .join('');
    },
    full: (iso: string): string => formats.value.full.format(new Date(iso)),
    /** The day with its year. */
    date: (iso: string): string => formats.value.date.format(new Date(iso)),
    /** “Today”, “Yesterday”, or the date with its weekday, and with its year where that is another one. */
    day(iso: string): string {
      const date = new Date(iso);
      const ago = daysAgo(date);
      const { relativeDay, weekday, weekdayOfYear } = formats.value;
      const isThisYear = date.getFullYear() === new Date(today.value).getFullYear();
      const written = isThisYear ? weekday : weekdayOfYear;
      const text = ago === 0 || ago === 1 ? relativeDay.format(-ago, 'day') : written.format(date);
      return text.charAt(0).toLocaleUpperCase(locale.value) + text.slice(1);
    },
    /** A length of time as people say it: “7 days”, and in hours only what is no number of whole days. */
    hours: (count: number): string =>
      count % 24 === 0 ? formats.value.days.format(count / 24) : formats.value.hours.format(count),
    /** “a, b and c”. */
    list: (names: readonly string[]): string => formats.value.list.format(names),
  };
}
