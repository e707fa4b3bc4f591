import { TOUCHING } from './scripts.ts';

/** A word, or as many words as touch each other: what searches and texts are cut into. */
const PART = new RegExp(`(?:(?=[${TOUCHING}])[\\p{L}\\p{M}\\p{N}])+|(?:(?![${TOUCHING}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');
const TOUCHES = new RegExp(`^[${TOUCHING}]`, 'u');
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

export interface SearchPart {
  text: string;
  /** Where it begins. */
  index: number;
  /** Of scripts in which words touch each other: any part of it may be a word. */
  touches: boolean;
}

/** The words of a text, in order. What lies between them cannot be found. */
export function* searchParts(text: string): Generator<SearchPart> {
  for (const { 0: part, index } of text.matchAll(PART)) yield { text: part, index, touches: TOUCHES.test(part) };
}

/** Whether a text holds what a search asks for in scripts in which words touch each other: each part as it stands there. */
export function holdsTouchingParts(text: string, search: string): boolean {
  let folded: string | undefined;
  for (const part of searchParts(foldForSearch(search))) {
    if (!part.touches) continue;
    folded ??= foldForSearch(text);
    if (!folded.includes(part.text)) return false;
  }
  return true;
}
