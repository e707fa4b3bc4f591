import { TOUCHING } from './scripts.ts';
import { type Signs, signsBetween } from './search-signs.ts';

/** Variation selectors: with or without them it is the same emoji. */
const SELECTORS = /[\u{FE0E}\u{FE0F}]/gu;
const SKIN_TONES = /\p{Emoji_Modifier}/gu;
const PICTURE = '\\p{ExtPict}[\\u{FE0E}\\u{FE0F}]?\\p{EMod}?(?:[\\u{E0020}-\\u{E007E}]+\\u{E007F})?';
/** A flag, a key, or pictures that are joined into one (https://unicode.org/reports/tr51/#EBNF_and_Regex). */
const EMOJI = `\\p{RI}\\p{RI}|[0-9#*]\\u{FE0F}?\\u{20E3}|${PICTURE}(?:\\u{200D}${PICTURE})*`;
const IN_WORD = '[\\p{L}\\p{M}\\p{N}]';
/** An emoji, as many words as touch each other, or one word: what searches and texts are cut into. */
const PART = new RegExp(
  `(${EMOJI})|((?:(?=[${TOUCHING}])${IN_WORD})+)|(?:(?![${TOUCHING}\\u{FE0E}\\u{FE0F}])${IN_WORD})+`,
  'gu',
);
/** The same of a text that has nothing else, as most have. */
const ASCII_PART = /[a-z0-9]+/gi;
const ASCII = /^[\0-\x7F]*$/;
/** Scripts whose marks are mostly left out when one types a search. In others a mark makes another letter, such as `が` of `か`. */
const MARKED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}])\p{M}+/gu;
/** Marks of stress, and the two dots of `ё`; `й` is a letter of its own. */
const CYRILLIC = /([\p{sc=Cyrillic}])[\u0300\u0301]+|(е)\u0308/gu;
/** Letters that have no mark to leave out, but are typed as others where a keyboard lacks them. */
const LETTERS: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ŧ: 't', ı: 'i', ς: 'σ' },
  // Arabic: final and Persian forms, and the line that stretches a word.
  ...{ ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ـ: '' },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * A text, or a name, as searches compare it: letter case, compatibility forms and accents fall together (`Café` and `cafe`,
 * `Straße` and `strasse`, `İ`, `I`, `ı` and `i`, `ё` and `е`), and so do Arabic and Hebrew with and without points.
 * Total and idempotent. Stores keep texts that are folded: whoever changes it raises the version of each that does.
 */
export function foldForSearch(text: string): string {
  const small = text.toLowerCase();
  if (ASCII.test(small)) return small;
  // Letters first: the line that stretches a word goes, and what stands before a mark is a letter then.
  return small
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(MARKED, '$1')
    .replace(CYRILLIC, '$1$2')
    .normalize('NFC');
}

/** A word with the signs around it, an emoji, or words of scripts in which they touch: any part of those may be a word. */
export interface SearchPart extends Signs {
  text: string;
  /** Where it begins. */
  index: number;
  kind: 'word' | 'touching' | 'emoji';
}

/** The words and emoji of a text, in order. */
export function* searchParts(text: string): Generator<SearchPart> {
  let last: SearchPart | undefined;
  let end = 0;
  for (const { 0: part, 1: emoji, 2: touching, index } of text.matchAll(ASCII.test(text) ? ASCII_PART : PART)) {
    const kind = emoji !== undefined ? 'emoji' : touching !== undefined ? 'touching' : 'word';
    const next: SearchPart = { text: part, index, kind, trailing: '', leading: '', joining: '' };
    putSigns(text.slice(end, index), last, next);
    if (last) yield last;
    last = next;
    end = index + part.length;
  }
  if (!last) return;
  putSigns(text.slice(end), last, undefined);
  yield last;
}

/** Gives the signs of a gap to the words on its sides. Most gaps are a space. */
function putSigns(gap: string, before: SearchPart | undefined, behind: SearchPart | undefined): void {
  if (gap === ' ' || gap === '') return;
  const { trailing, leading, joining } = signsBetween(gap, wordOf(before), wordOf(behind));
  if (before) before.trailing = trailing;
  if (behind) {
    behind.leading = leading;
    behind.joining = joining;
  }
}

function wordOf(part: SearchPart | undefined): string {
  return part?.kind === 'word' ? part.text : '';
}

/** An emoji as searches compare it: however it was typed, and without its skin tones where `plain`. */
export function foldEmoji(emoji: string, { plain = false }: { plain?: boolean } = {}): string {
  const bare = emoji.replace(SELECTORS, '');
  return plain ? bare.replace(SKIN_TONES, '') : bare;
}

/** Whether a text holds what a search asks for in scripts in which words touch each other: each part as it stands there. */
export function holdsTouchingParts(text: string, search: string): boolean {
  let folded: string | undefined;
  for (const part of searchParts(foldForSearch(search))) {
    if (part.kind !== 'touching') continue;
    folded ??= foldForSearch(text);
    if (!folded.includes(part.text)) return false;
  }
  return true;
}
