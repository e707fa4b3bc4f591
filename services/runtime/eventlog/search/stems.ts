import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as russianStem } from '@orama/stemmers/russian';
import { LRUCache } from 'lru-cache';

const RUSSIAN = /^[а-я]+$/;
const ENGLISH = /^[a-z]+$/;

/**
 * Stemming is dozens of regular expressions a word, half of what putting a message into an index costs, and people
 * mostly use the same words.
 */
const stems = new LRUCache<string, string>({ max: 20_000 });

/**
 * What the forms of a word have in common (Snowball, https://snowballstem.org); a word of another language stays as it
 * is, and so do numbers: these would push out of memory what is used again.
 */
export function stemOf(word: string): string {
  const stemmer = RUSSIAN.test(word) ? russianStem : ENGLISH.test(word) ? englishStem : undefined;
  if (!stemmer) return word;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    stems.set(word, stem);
  }
  return stem;
}
