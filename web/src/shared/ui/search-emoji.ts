import { type Emoji, findEmoji } from '../emoji.ts';
import { rankEmoji } from '../emoji-rank.ts';
import { loadEmoji } from './emoji-database.ts';

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * Emoji by their names and search words, the likeliest first: in the language of the app, and in the one whose letters
 * are typed. Underscores of short codes are spaces. Rejects where no names could be loaded.
 */
export async function searchEmoji(query: string, locale: string): Promise<Emoji[]> {
  const words = query.trim().replaceAll('_', ' ');
  const locales = new Set([locale, ...(LATIN.test(words) ? ['en'] : []), ...(CYRILLIC.test(words) ? ['ru'] : [])]);
  // The names have `ё` in some words and `е` in others.
  const forms = new Set([words, words.replaceAll('ё', 'е')]);
  const all = await Promise.all([...locales].map(loadEmoji));
  const shown = all.flatMap((emoji) => [...forms].flatMap((form) => findEmoji(emoji, form)));
  const ranked = rankEmoji(shown, words).map(({ unicode }) => unicode);
  // Of one that was found in both languages, the name of the app's is shown; the rank is the better one.
  const named = new Map(shown.toReversed().map((emoji) => [emoji.unicode, emoji]));
  return ranked.flatMap((unicode) => named.get(unicode) ?? []);
}
