import { foldForSearch } from '@confab/text/search-words';

const SPACE = /\s+/u;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}]$/u;

/**
 * How well names fit what is typed: 3 where one of them begins with it, 2 where each word of it begins a word of them, 1 where each stands
 * somewhere in them, 0 where not. Everything fits nothing.
 */
export function gradeOf(names: readonly string[], typed: string): number {
  const wanted = foldForSearch(typed).trim();
  const folded = names.map(foldForSearch);
  if (folded.some((name) => name.startsWith(wanted))) return 3;
  const parts = wanted.split(SPACE);
  if (parts.every((part) => folded.some((name) => beginsWord(name, part)))) return 2;
  return parts.every((part) => folded.some((name) => name.includes(part))) ? 1 : 0;
}

function beginsWord(name: string, part: string): boolean {
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) {
    if (!WORD_BEFORE.test(name.slice(0, at))) return true;
  }
  return false;
}
