import { foldForSearch, searchParts } from '@confab/text/search-words';
import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as russianStem } from '@orama/stemmers/russian';
import { LRUCache } from 'lru-cache';

/** Code units of a word that count; the rest of a longer one is cut off. */
const LONGEST = 64;
const RUSSIAN = /^[а-я]+$/;
const ENGLISH = /^[a-z]+$/;

/**
 * Stemming is dozens of regular expressions a word, half of what putting a message into an index costs, and people
 * mostly use the same words.
 */
const stems = new LRUCache<string, string>({ max: 20_000 });

/** What a search asks for. */
export interface Wanted {
  /** Terms that a text has to hold, all of them. */
  terms: readonly string[];
  /** The last word, which may not be finished: a text has to hold a word that begins with it, or its stem. */
  last?: { prefix: string; stem: string };
}

/**
 * What a text is found by, each once: words and their stems, and where words touch each other, every character and
 * every two that follow each other. Folded letters, digits and combining marks of any script only.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const part of searchParts(foldForSearch(text))) {
    if (part.touches) {
      const characters = [...part.text];
      for (const character of characters) terms.add(character);
      for (const pair of pairsOf(characters)) terms.add(pair);
      continue;
    }
    const word = part.text.slice(0, LONGEST);
    terms.add(word);
    terms.add(stemOf(word));
  }
  return [...terms];
}

/** Undefined for a text without a word. */
export function wantedBy(text: string): Wanted | undefined {
  const parts = [...searchParts(foldForSearch(text))];
  const terms = new Set<string>();
  let last: Wanted['last'];
  for (const [at, part] of parts.entries()) {
    const word = part.text.slice(0, LONGEST);
    if (part.touches) for (const term of gramsOf(part.text)) terms.add(term);
    else if (at < parts.length - 1) terms.add(stemOf(word));
    else last = { prefix: word, stem: stemOf(word) };
  }
  if (last) return { terms: [...terms], last };
  return terms.size === 0 ? undefined : { terms: [...terms] };
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

/**
 * What the forms of a word have in common (Snowball, https://snowballstem.org); a word of another language stays as it
 * is, and so do numbers: these would push out of memory what is used again.
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
