import Database from 'emoji-picker-element/database';
import english from 'emoji-picker-element-data/en/emojibase/data.json?url';
import russian from 'emoji-picker-element-data/ru/emojibase/data.json?url';

const sources: Record<string, string> = { en: english, ru: russian };
const opened = new Map<string, Database>();

/**
 * Emoji with their names, short codes and search words in a language, and how often each was picked in this browser. The data comes from
 * the page's own origin, once, and is kept in IndexedDB.
 */
export function emojiDatabase(locale: string): Database {
  const known = sources[locale] ? locale : 'en';
  const database = opened.get(known) ?? new Database({ locale: known, dataSource: sources[known] ?? english });
  opened.set(known, database);
  return database;
}
