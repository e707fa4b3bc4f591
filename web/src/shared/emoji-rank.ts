import { emojiForm } from '@confab/text/emoji';
import { foldForSearch } from '@confab/text/search-words';

/** What an emoji is called in the data of the picker. */
export interface NamedEmoji {
  unicode: string;
  annotation: string;
  shortcodes?: readonly string[];
  tags?: readonly string[];
  /** Its place in the order of Unicode. */
  order: number;
}

/** The emoji that people use most, the first the most (Unicode Consortium, "The Most Frequently Used Emoji of 2021"). */
const MOST_USED =
  '😂 ❤️ 🤣 👍 😭 🙏 😘 🥰 😍 😊 🎉 😁 💕 🥺 😅 🔥 ☺️ 🤦 ♥️ 🤷 🙄 😆 🤗 😉 🎂 🤔 👏 🙂 😳 🥳 😎 👌 💜 😔 💪 ✨ 💖 👀 😋 😏 😢 👉 💗 😩 💯 🌹 💞 ' +
  '🎈 💙 😃 😡 💐 😜 🙈 🤞 😄 🤤 🙌 🤪 ❣️ 😀 💋 💀 👇 💔 😌 💓 🤩 🙃 😬 😱 😴 🤭 😐 🌞 😒 😇 🌸 😈 🎶 ✌️ 🎊 🥵 😞 💚 ☀️ 🖤 💰 😚 👑 🎁 💥 🙋 ☹️ 😑 🥴 👈 💩 ✅';
const POPULARITY = new Map(MOST_USED.split(' ').map((emoji, place) => [emojiForm(emoji), place]));

/** How well a name fits what is searched for; less is better. */
const IS_NAME = 0;
const IN_NAME_OR_WORD = 1;
const OTHERWISE = 2;

/**
 * Emoji that a search found, the likeliest first: those that are called so, then those of whose name a word begins so
 * or that have it for a search word, then the others; among equals the ones that people use most. Each once; one with
 * names in two languages by the better of them.
 */
export function rankEmoji<E extends NamedEmoji>(found: readonly E[], search: string): E[] {
  const query = plain(search);
  const ranked = found.map((emoji) => ({
    emoji,
    fit: fitOf(emoji, query),
    place: POPULARITY.get(emojiForm(emoji.unicode)) ?? POPULARITY.size,
  }));
  ranked.sort((one, other) => one.fit - other.fit || one.place - other.place || one.emoji.order - other.emoji.order);
  const seen = new Set<string>();
  return ranked.flatMap(({ emoji }) => (seen.has(emoji.unicode) ? [] : seen.add(emoji.unicode) && [emoji]));
}

function fitOf({ annotation, shortcodes = [], tags = [] }: NamedEmoji, query: string): number {
  const names = [annotation, ...shortcodes].map(plain);
  if (names.includes(query)) return IS_NAME;
  if (names.some((name) => ` ${name}`.includes(` ${query}`)) || tags.some((tag) => plain(tag) === query)) {
    return IN_NAME_OR_WORD;
  }
  return OTHERWISE;
}

function plain(name: string): string {
  return foldForSearch(name).replaceAll('_', ' ').trim();
}
