import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as russianStem } from '@orama/stemmers/russian';
import { LRUCache } from 'lru-cache';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Code units of a word that count; the rest of a longer one is cut off. */
const LONGEST = 64;
const RUSSIAN = /^[а-я]+$/;
const ENGLISH = /^[a-z]+$/;

/** Stemming is dozens of regular expressions a word, half of what putting a message into an index costs, and people mostly use the same words. */
const stems = new LRUCache<string, string>({ max: 20_000 });

/** What a search asks for: stems that a text has to hold, and of the last word also the beginning, as it may not be finished. */
export interface Wanted {
  stems: readonly string[];
  last: { prefix: string; stem: string };
}

/** Words and their stems, each once: what a text is found by. Lower-case letters, digits and combining marks of any script only. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    terms.add(word);
    terms.add(stemOf(word));
  }
  return [...terms];
}

/** Undefined for a text without a word. */
export function wantedBy(text: string): Wanted | undefined {
  const words = wordsOf(text);
  const prefix = words.pop();
  if (prefix === undefined) return undefined;
  return { stems: [...new Set(words.map(stemOf))], last: { prefix, stem: stemOf(prefix) } };
}

/** Compatibility forms and letter case fall together, and `ё` is looked up as `е`, as it is mostly written. */
function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').match(WORD) ?? [];
  return words.map((word) => word.slice(0, LONGEST));
}

/**
 * What the forms of a word have in common (Snowball, https://snowballstem.org); a word of another language stays as it is, and so do numbers: these
 * would push out of memory what is used again.
 */
function stemOf(word: string): string {
  const stemmer = RUSSIAN.test(word) ? russianStem : ENGLISH.test(word) ? englishStem : undefined;
  if (!stemmer) return word;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    stems.set(word, stem);
  }
  return stem;
}
