/** A piece of a text; `hit` for a word that was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Letters at the end that forms of a word may differ in, of words that are long enough to have some. */
const ENDING = 2;
const LONG = 5;

/** Letter case and `ё` are no difference to a search. */
function fold(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

/** What the forms of a word begin with, roughly: the server knows better, this only says what to mark. */
function beginningOf(word: string): string {
  return word.length >= LONG ? word.slice(0, word.length - ENDING) : word;
}

/** Cuts a text into words that a search looked for, and what lies between them. Joined, the pieces are the text. */
export function markWords(text: string, search: string): Piece[] {
  const wanted = (search.match(WORD) ?? []).map((word) => beginningOf(fold(word)));
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!wanted.some((beginning) => fold(word).startsWith(beginning))) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), hit: false });
    pieces.push({ text: word, hit: true });
    end = index + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/** Characters before the first hit that give it a context, and of the excerpt as a whole. */
const BEFORE = 60;
const MOST = 280;

/** A part of a long text around its first hit. */
export function excerptOf(text: string, search: string): Piece[] {
  const characters = [...text];
  if (characters.length <= MOST) return markWords(text, search);
  const before = markWords(text, search).findIndex(({ hit }) => hit);
  const start = before < 1 ? 0 : Math.max(0, [...(markWords(text, search)[0]?.text ?? '')].length - BEFORE);
  const cut = characters.slice(start, start + MOST).join('');
  return markWords(`${start > 0 ? '…' : ''}${cut}${start + MOST < characters.length ? '…' : ''}`, search);
}
