import type { Emoji, NativeEmoji } from 'emoji-picker-element/shared';
import { rankEmoji } from '../emoji-rank.ts';
import { emojiDatabase } from './emoji-database.ts';

/** Newer emoji are missing from the fonts of many systems. */
const NEWEST_VERSION = 15;
const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** Whether an emoji can be shown and picked. */
export const isShown = (emoji: Emoji): emoji is NativeEmoji => 'unicode' in emoji && emoji.version <= NEWEST_VERSION;

/**
 * Emoji by their names and search words, the likeliest first: in the language of the app, and in the one whose letters
 * are typed. Underscores of short codes are spaces. Rejects where no names could be loaded.
 */
export async function searchEmoji(query: string, locale: string): Promise<NativeEmoji[]> {
  const words = query.trim().replaceAll('_', ' ');
  const locales = new Set([locale, ...(LATIN.test(words) ? ['en'] : []), ...(CYRILLIC.test(words) ? ['ru'] : [])]);
  // The names have `ё` in some words and `е` in others.
  const forms = new Set([words, words.replaceAll('ё', 'е')]);
  const searches = [...locales].flatMap((each) =>
    [...forms].map((form) => emojiDatabase(each).getEmojiBySearchQuery(form)),
  );
  const [found = [], ...more] = await Promise.all(searches);
  const shown = [...found, ...more.flat()].filter(isShown);
  const ranked = rankEmoji(shown, words).map(({ unicode }) => unicode);
  // Of one that was found in both languages, the name of the app's is shown; the rank is the better one.
  const named = new Map(shown.toReversed().map((emoji) => [emoji.unicode, emoji]));
  return ranked.flatMap((unicode) => named.get(unicode) ?? []);
}
