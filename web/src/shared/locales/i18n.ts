import { createI18n } from 'vue-i18n';
import { localTexts } from '../browser/local-texts.ts';
import type { Messages } from './en/en.ts';
import { firstTexts } from './en/first-texts.ts';
import { pluralIndex } from './plural.ts';

export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

const STORAGE_KEY = 'confab.locale';

/** English unless the user chose Russian here before, or their browser prefers it. */
function initialLocale(): Locale {
  const wanted = [localTexts.get(STORAGE_KEY), ...navigator.languages];
  for (const tag of wanted) {
    const found = locales.find((locale) => tag?.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return 'en';
}

const english = firstTexts as Messages;

/** Texts of a language. English is there from the start, and stands in for what can't be loaded. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'en' ? english : (await import('./ru/ru.ts')).ru;
}

/** Messages are compiled to data, never to code, so no `unsafe-eval` is needed. Resolves with the user's language, or English where its texts can't be had. */
export async function createConfabI18n() {
  const wanted = initialLocale();
  const messages = await loadMessages(wanted).catch(() => null);
  const locale = messages ? wanted : 'en';
  document.documentElement.lang = locale;
  return createI18n<[Messages], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    // Each its own: texts are merged into them in place.
    messages: { en: english, ru: locale === 'ru' && messages ? messages : ({} as Messages) },
    pluralRules: { ru: pluralIndex('ru'), en: pluralIndex('en') },
  });
}

/** Remembers the choice of a language in this browser. */
export function rememberLocale(locale: string): void {
  document.documentElement.lang = locale;
  localTexts.set(STORAGE_KEY, locale);
}
