/** Absent in Firefox before 125. */
const graphemes = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A sign with the marks and the joined signs that follow it, or a flag: nearly what a segmenter takes for one letter. */
const SIGN = /\p{RI}{2}|\P{M}(?:\p{M}|\p{EMod}|\u200d\P{M})*/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;

/**
 * Two letters for a name: the first ones of its first and its last word, or of its only word. What a reader takes for one letter counts as one, in any
 * script. A name without letters is shown by its first sign, such as an emoji.
 */
export function initialsOf(name: string): string {
  const words = name.match(WORD) ?? [];
  const [first = '', last = first] = [words[0], words.at(-1)];
  if (words.length > 1) return upper(letters(first, 1) + letters(last, 1));
  return upper(first === '' ? letters(name.trim(), 1) : letters(first, 2));
}

function letters(word: string, count: number): string {
  const all = graphemes ? Array.from(graphemes.segment(word), ({ segment }) => segment) : signsOf(word);
  return all.slice(0, count).join('');
}

/** What a reader takes for one letter each, as far as that is known without a segmenter. */
export function signsOf(word: string): string[] {
  return word.match(SIGN) ?? [];
}

/** Not where that would take more room, as of `ß`. */
function upper(text: string): string {
  const raised = text.toUpperCase();
  return raised.length > text.length ? text : raised;
}
