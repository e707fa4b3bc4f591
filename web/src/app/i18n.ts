import { createI18n } from 'vue-i18n';
import { en, type Messages } from './locales/en.ts';
import { pluralIndex } from './locales/plural.ts';
import { ru } from './locales/ru.ts';

export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

const STORAGE_KEY = 'confab.locale';

/** English unless the user chose Russian here before, or their browser prefers it. */
function initialLocale(): Locale {
  const wanted = [localStorage.getItem(STORAGE_KEY), ...navigator.languages];
  for (const tag of wanted) {
    const found = locales.find((locale) => tag?.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return 'en';
}

/** Messages are compiled to data, never to code, so no `unsafe-eval` is needed. */
export function createConfabI18n() {
  const locale = initialLocale();
  document.documentElement.lang = locale;
  return createI18n<[Messages], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    messages: { en, ru },
    pluralRules: { ru: pluralIndex('ru'), en: pluralIndex('en') },
  });
}

/** Remembers the choice of a language in this browser. */
export function rememberLocale(locale: string): void {
  document.documentElement.lang = locale;
  localStorage.setItem(STORAGE_KEY, locale);
}
