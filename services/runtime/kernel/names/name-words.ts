import { foldForSearch } from '@confab/text/search-words';

const SPACE = /\s+/u;
const NO_LETTER = /[^\p{L}\p{M}\p{N}]+/u;

/** A search by the beginnings of words of names. */
export interface NameSearch {
  /** What some word of each name begins with that is found. */
  lead: string;
  /** Whether somebody of these names is meant: each word of the search begins a word of them. */
  finds(names: readonly string[]): boolean;
}

/** What somebody of these names is found by: all that stands between spaces, and the words in that; each once, folded. */
export function wordsOfNames(names: readonly string[]): string[] {
  const parts = names.flatMap(partsOf);
  return [...new Set([...parts, ...parts.flatMap(lettersOf)])];
}

/** Reads a search; undefined for one of spaces. */
export function nameSearch(text: string): NameSearch | undefined {
  const wanted = partsOf(text).map((part) => ({ part, letters: lettersOf(part) }));
  const leads = wanted.map(({ part, letters }) => (letters.length > 1 ? (letters[0] ?? part) : part));
  const [lead] = leads.toSorted((one, other) => other.length - one.length);
  if (lead === undefined) return undefined;
  return {
    lead,
    finds(names) {
      const words = wordsOfNames(names);
      const begins = (beginning: string) => words.some((word) => word.startsWith(beginning));
      return wanted.every(({ part, letters }) => begins(part) || (letters.length > 1 && letters.every(begins)));
    },
  };
}

function partsOf(text: string): string[] {
  return foldForSearch(text)
    .split(SPACE)
    .filter((part) => part !== '');
}

function lettersOf(part: string): string[] {
  return part.split(NO_LETTER).filter((letters) => letters !== '');
}
