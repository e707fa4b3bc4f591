import { foldEmoji, foldForSearch, type SearchPart, searchParts } from '@confab/text/search-words';
import { stemOf } from './stems.ts';

/** Code units of a word that count; the rest of a longer one is cut off. */
const LONGEST = 64;
/** Words with signs of one text that are found by these as well: more than a person writes, and few enough for any index. */
const MOST_SIGNED = 500;
const SIGN = /[!-/:-@[-`{-~]/g;
/** From `!` to `！`, and so on (https://www.unicode.org/charts/PDF/UFF00.pdf). */
const TO_WIDE = 0xfee0;
const NONE: string[] = [];
const DIGIT_LAST = /\p{Nd}$/u;
/** A version that is often written without its letter. */
const VERSION = /^v(?=\p{Nd}+$)/u;

/** What a search asks for. */
export interface Wanted {
  /** Terms that a text has to hold, all of them. */
  terms: readonly string[];
  /** The last word, which may not be finished: a text has to hold a word that begins with it, or its stem. */
  last?: { prefix: string; stem: string };
}

/**
 * What a text is found by, each once: words and their stems; words with the signs that belong to them (`c++`, `.net`)
 * and every two that signs make one (`1.2` and `2.3` of `1.2.3`); emoji, with their skin tone and without; where words
 * touch each other, every character and every two that follow each other. A term holds folded letters, digits, marks
 * and emoji of any script, and signs in their wide form (`．`), which mean nothing to an index.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  let signed = 0;
  let before: SearchPart | undefined;
  for (const part of searchParts(foldForSearch(text))) {
    if (part.kind === 'word') {
      const word = cut(part);
      terms.add(word);
      terms.add(stemOf(word));
      if (signed < MOST_SIGNED) signed += addAll(terms, signedTermsOf(part, before));
    } else if (part.kind === 'emoji') {
      terms.add(wide(foldEmoji(part.text)));
      terms.add(wide(foldEmoji(part.text, { plain: true })));
    } else {
      const characters = [...part.text];
      for (const character of characters) terms.add(character);
      for (const pair of pairsOf(characters)) terms.add(pair);
    }
    before = part;
  }
  return [...terms];
}

/** Returns how many there were. */
function addAll(terms: Set<string>, more: readonly string[]): number {
  for (const term of more) terms.add(term);
  return more.length;
}

function signedTermsOf(part: SearchPart, before: SearchPart | undefined): string[] {
  const { leading, trailing, joining } = part;
  if (!leading && !trailing && !joining) return NONE;
  const word = cut(part);
  const terms: string[] = [];
  if (leading) terms.push(wide(leading) + word);
  if (trailing) terms.push(word + wide(trailing));
  if (!joining || !before) return terms;
  terms.push(joined(before, part));
  const number = cut(before).replace(VERSION, '');
  if (number !== cut(before)) terms.push(number + wide(joining) + word);
  return terms;
}

/** Undefined for a text without a word. */
export function wantedBy(text: string): Wanted | undefined {
  const parts = [...searchParts(foldForSearch(text))];
  const terms = new Set<string>();
  let last: Wanted['last'];
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'emoji') terms.add(wide(foldEmoji(part.text)));
    else if (part.kind === 'touching') for (const term of gramsOf(part.text)) terms.add(term);
    else {
      const asked = wordsWanted(part, parts[at - 1], parts[at + 1]);
      const unfinished = at === parts.length - 1 ? asked.pop() : undefined;
      for (const { term, stem } of asked) terms.add(stem ?? term);
      if (unfinished?.isWhole) terms.add(unfinished.term);
      else if (unfinished) last = { prefix: unfinished.term, stem: unfinished.stem ?? unfinished.term };
    }
  }
  if (last) return { terms: [...terms], last };
  return terms.size === 0 ? undefined : { terms: [...terms] };
}

/** A term for a word of a search; `isWhole` where it is no beginning of a longer one. */
interface Asked {
  term: string;
  /** Only of a word without signs: with them it is looked for as it stands. */
  stem?: string;
  isWhole: boolean;
}

/** With the signs that were typed the word is looked for with these, and without them in any of its forms. `#12` is not `#123`. */
function wordsWanted(part: SearchPart, before: SearchPart | undefined, behind: SearchPart | undefined): Asked[] {
  const word = cut(part);
  const asked: Asked[] = [];
  const isWhole = DIGIT_LAST.test(word);
  if (part.joining && before) asked.push({ term: joined(before, part), isWhole });
  else if (part.leading) asked.push({ term: wide(part.leading) + word, isWhole });
  if (behind?.joining) return asked;
  // `C++` is found in `C++17` as well.
  if (part.trailing) asked.push({ term: word + wide(part.trailing), isWhole: false });
  return asked.length > 0 ? asked : [{ term: word, stem: stemOf(word), isWhole: false }];
}

function cut({ text }: SearchPart): string {
  return text.slice(0, LONGEST);
}

function joined(before: SearchPart, part: SearchPart): string {
  return cut(before) + wide(part.joining) + cut(part);
}

/** Signs in their wide form: no index takes them for something of its own. */
function wide(signs: string): string {
  return signs.replace(SIGN, (sign) => String.fromCharCode(sign.charCodeAt(0) + TO_WIDE));
}

/**
 * What is looked for in a text that holds these characters one after another. Whether they do follow each other, its
 * pairs cannot say for sure.
 */
function gramsOf(touching: string): string[] {
  const characters = [...touching];
  return characters.length === 1 ? characters : pairsOf(characters);
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
