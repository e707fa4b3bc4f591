import english from 'emoji-picker-element-data/en/emojibase/data.json?url';
import russian from 'emoji-picker-element-data/ru/emojibase/data.json?url';
import { type Emoji, type EmojiData, emojiOf } from '../emoji.ts';

const sources: Record<string, string> = { en: english, ru: russian };
const loading = new Map<string, Promise<readonly Emoji[]>>();

/** For the data of a language, in milliseconds. */
const LOADED_MS = 15_000;

/**
 * The emoji of a language, in the order of Unicode, with their names, short codes and search words. They come from the page's own origin, and again
 * from the browser's cache. Rejects where they can't be had.
 */
export function loadEmoji(locale: string): Promise<readonly Emoji[]> {
  const known = sources[locale] ? locale : 'en';
  const begun = loading.get(known) ?? load(sources[known] ?? english);
  loading.set(known, begun);
  begun.catch(() => loading.delete(known));
  return begun;
}

async function load(source: string): Promise<readonly Emoji[]> {
  const answer = await fetch(source, { signal: AbortSignal.timeout(LOADED_MS) });
  if (!answer.ok) throw new Error(`no emoji: ${answer.status}`);
  return emojiOf((await answer.json()) as EmojiData[]);
}
