import { beginsAddress } from './addresses.ts';
import { TOUCHING } from './scripts.ts';

/** A sign between two words of such scripts begins a mention, and a name may end before its word does. */
const IS_TOUCHING = new RegExp(`[${TOUCHING}]`, 'u');
const ENDS_TOUCHING = new RegExp(`[${TOUCHING}]$`, 'u');
/** Behind these the sign is part of a word, an e-mail address or a path. */
const WITHIN_WORD = new RegExp(`(?![${TOUCHING}])[\\p{L}\\p{M}\\p{N}@#&/.-]$`, 'u');
const NAME = /[\p{L}\p{M}\p{N}_-]{1,64}/uy;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MARK = /^\p{M}/u;
const TRAILING = /[_-]+$/;
const HOST_GOES_ON = /\.[a-z0-9]/iy;
/** Names that may end within a word have at most so many characters. Bounds the names that one mention asks for. */
const LONGEST_WITHIN = 24;

/** An `@` with a name, or a `#` with one, as it stands in a text. */
export interface SignedName {
  /**
   * What may be the name, as it was typed: the longest first. Most have one. There are more where a name may end
   * before its word does, as in `@小明请看`, and where the last sign may be punctuation, as in `@bob_`. Meant is the
   * first one that is somebody's name.
   */
  names: readonly string[];
  /** Behind the whole word. */
  end: number;
}

/** The name behind the sign at `index`; undefined where the sign stands within a word or no name follows. */
export function signedNameAt(text: string, index: number): SignedName | undefined {
  const start = emphasisStart(text, index);
  const before = text.slice(Math.max(0, start - 2), start);
  if (WITHIN_WORD.test(before)) return undefined;
  NAME.lastIndex = index + 1;
  const word = withoutAddress(text, index + 1, NAME.exec(text)?.[0] ?? '');
  const end = index + 1 + word.length;
  // An e-mail address whose first part is of a script that touches.
  HOST_GOES_ON.lastIndex = end;
  if (start === index && ENDS_TOUCHING.test(before) && HOST_GOES_ON.test(text)) return undefined;
  const names = namesIn(word, start < index);
  return names.length === 0 ? undefined : { names, end };
}

/** Underscores before the sign begin emphasis. */
function emphasisStart(text: string, index: number): number {
  let start = index;
  while (text[start - 1] === '_') start -= 1;
  return start;
}

function withoutAddress(text: string, start: number, word: string): string {
  const scheme = /https?$/i.exec(word);
  return scheme && beginsAddress(text, start + scheme.index) ? word.slice(0, scheme.index) : word;
}

/** What may be the name at the beginning of a word. Within emphasis, the underscores at the end are those that end it. */
function namesIn(word: string, inEmphasis: boolean): string[] {
  const stripped = word.replace(TRAILING, '');
  const whole = inEmphasis ? [stripped, word] : [word, stripped];
  return [...new Set([...whole, ...endsWithin(stripped)])].filter((name) => LETTER_OR_DIGIT.test(name));
}

function endsWithin(word: string): string[] {
  if (!IS_TOUCHING.test(word)) return [];
  const characters = [...word];
  const names: string[] = [];
  for (let length = Math.min(characters.length - 1, LONGEST_WITHIN); length > 0; length -= 1) {
    const [last = '', next = ''] = characters.slice(length - 1, length + 1);
    if (MARK.test(next) || !(IS_TOUCHING.test(last) || IS_TOUCHING.test(next))) continue;
    names.push(characters.slice(0, length).join(''));
  }
  return names;
}
