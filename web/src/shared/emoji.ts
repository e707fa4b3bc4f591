/** An emoji as the data of a language has it. */
export interface EmojiData {
  emoji: string;
  annotation: string;
  /** Absent of those that are a part of others. */
  group?: number;
  order?: number;
  version: number;
  shortcodes?: readonly string[];
  tags?: readonly string[];
  emoticon?: string;
}

/** An emoji to choose. */
export interface Emoji {
  unicode: string;
  annotation: string;
  group: number;
  /** Its place in the order of Unicode. */
  order: number;
  shortcodes: readonly string[];
  tags: readonly string[];
  /** The words that it is found by, in small letters. */
  words: ReadonlySet<string>;
}

/** Newer emoji are missing from the fonts of many systems. */
const NEWEST_VERSION = 15;
/** Shorter words find too much. */
const SHORTEST_WORD = 2;

/** What of the data can be shown and chosen, in the order of Unicode. */
export function emojiOf(data: readonly EmojiData[]): readonly Emoji[] {
  const found = data.flatMap(({ emoji: unicode, annotation, group, order = 0, version, emoticon, ...more }) => {
    if (group === undefined || version > NEWEST_VERSION) return [];
    const { shortcodes = [], tags = [] } = more;
    const words = [annotation, ...shortcodes, ...tags].flatMap(wordsOf);
    if (emoticon) words.push(emoticon.toLowerCase());
    return [{ unicode, annotation, group, order, shortcodes, tags, words: new Set(words.filter(isLong)) }];
  });
  return found.sort((one, other) => one.order - other.order);
}

/** Those that have every word of the search, of which the last may not be finished. */
export function findEmoji(emoji: readonly Emoji[], search: string): readonly Emoji[] {
  const sought = search.split(SPACES).filter((word) => isLong(word));
  if (sought.length === 0) return [];
  const last = sought.length - 1;
  return emoji.filter(({ words }) =>
    sought.every((word, at) =>
      formsOf(word).some((form) => words.has(form) || (at === last && [...words].some((own) => own.startsWith(form)))),
    ),
  );
}

const SPACES = /[\s_]+/;

const isLong = (word: string): boolean => word.length >= SHORTEST_WORD;

const wordsOf = (name: string): string[] => name.split(SPACES).map(plain);

/** Without what stands around a word. */
const plain = (word: string): string =>
  word
    .replace(/[)(:,]/g, '')
    .replaceAll('’', "'")
    .toLowerCase();

/** A word, and the emoticon that it may be: `:D` is both. */
const formsOf = (word: string): string[] => [plain(word), word.toLowerCase()].filter(isLong);
