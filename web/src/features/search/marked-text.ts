import { foldEmoji, foldForSearch, type SearchPart, searchParts } from '@confab/text/search-words';

/** A piece of a text; `hit` for a word that was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** A range of a text, in code units. */
interface Range {
  start: number;
  end: number;
}

/** Letters at the end that forms of a word may differ in, of words that are long enough to have some. */
const ENDING = 2;
const LONG = 5;
/** A letter with its marks, or an emoji with its skin tone. */
const LETTER = /\P{M}[\p{M}\p{Emoji_Modifier}]*|\p{M}+/gu;

/** What the forms of a word begin with, roughly: the server knows better, this only says what to mark. */
function beginningOf(word: string): string {
  return word.length >= LONG ? word.slice(0, word.length - ENDING) : word;
}

/** What to mark in a text. */
interface Marks {
  /** Words that begin so. */
  beginnings: string[];
  /** Within words that touch each other. */
  within: string[];
  /** As they stand, anywhere: emoji, and words with their signs, such as `C++` and `1.2.3`. */
  literal: string[];
}

function marksOf(search: string): Marks {
  const folded = foldForSearch(search);
  const parts = [...searchParts(folded)];
  const marks: Marks = { beginnings: [], within: [], literal: [] };
  for (let at = 0; at < parts.length; at += 1) {
    const first = parts[at] as SearchPart;
    while (parts[at + 1]?.joining) at += 1;
    const last = parts[at] as SearchPart;
    const start = first.index - first.leading.length;
    const end = last.index + last.text.length + last.trailing.length;
    if (first.kind === 'emoji') marks.literal.push(foldEmoji(first.text));
    else if (first.kind === 'touching') marks.within.push(first.text);
    else if (end - start > first.text.length) marks.literal.push(folded.slice(start, end));
    else marks.beginnings.push(beginningOf(first.text));
  }
  return marks;
}

/** Cuts a text into what a search looked for, and what lies between. Joined, the pieces are the text. */
export function markWords(text: string, search: string): Piece[] {
  const { beginnings, within, literal } = marksOf(search);
  const words = [...searchParts(text)].flatMap((part) =>
    part.kind === 'touching' ? hitsWithin(part, within) : part.kind === 'word' ? hitAt(part, beginnings) : [],
  );
  const pieces: Piece[] = [];
  let end = 0;
  for (const hit of merged([...words, ...hitsWithin({ text, index: 0 }, literal)])) {
    if (hit.start > end) pieces.push({ text: text.slice(end, hit.start), hit: false });
    pieces.push({ text: text.slice(hit.start, hit.end), hit: true });
    end = hit.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/** The whole word, where it begins with one of those. */
function hitAt({ text, index }: SearchPart, beginnings: readonly string[]): Range[] {
  const folded = foldForSearch(text);
  const isHit = beginnings.some((beginning) => folded.startsWith(beginning));
  return isHit ? [{ start: index, end: index + text.length }] : [];
}

/** Every place in a text where one of those stands, from the left; places that touch are one. */
function hitsWithin({ text, index }: Pick<SearchPart, 'text' | 'index'>, wanted: readonly string[]): Range[] {
  if (wanted.length === 0) return [];
  const folded: string[] = [];
  /** Where the letter of each folded code unit stands. */
  const origins: Range[] = [];
  for (const { 0: letter, index: at } of text.matchAll(LETTER)) {
    const unit = foldEmoji(foldForSearch(letter));
    folded.push(unit);
    for (const _ of unit.split('')) origins.push({ start: index + at, end: index + at + letter.length });
  }
  const whole = folded.join('');
  const found = wanted.flatMap((each) => placesOf(whole, each, origins));
  return merged(found, { touching: true });
}

/** From the left; places that overlap are one, and where it says so those that touch as well. */
function merged(hits: readonly Range[], { touching = false } = {}): Range[] {
  const merged: Range[] = [];
  for (const hit of [...hits].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && (hit.start < last.end || (touching && hit.start === last.end))) last.end = Math.max(last.end, hit.end);
    else merged.push({ ...hit });
  }
  return merged;
}

function placesOf(whole: string, wanted: string, origins: readonly Range[]): Range[] {
  const places: Range[] = [];
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
    const first = origins[at];
    const last = origins[at + wanted.length - 1];
    if (first && last) places.push({ start: first.start, end: last.end });
  }
  return places;
}

/** Characters before the first hit that give it a context, and of the excerpt as a whole. */
const BEFORE = 60;
const MOST = 280;
/** Characters of a word that are left out, so that an excerpt begins with a whole one. */
const LONGEST_CUT = 20;

/** A part of a long text around its first hit. */
export function excerptOf(text: string, search: string): Piece[] {
  const characters = [...text];
  if (characters.length <= MOST) return markWords(text, search);
  const before = markWords(text, search).findIndex(({ hit }) => hit);
  const start = before < 1 ? 0 : wordStart(characters, [...(markWords(text, search)[0]?.text ?? '')].length - BEFORE);
  const cut = characters.slice(start, start + MOST).join('');
  return markWords(`${start > 0 ? '…' : ''}${cut}${start + MOST < characters.length ? '…' : ''}`, search);
}

/** Where the next word begins, where that is near; words that touch each other are cut. */
function wordStart(characters: readonly string[], at: number): number {
  if (at <= 0) return 0;
  const space = characters.slice(at, at + LONGEST_CUT).findIndex((character) => /\s/.test(character));
  return space < 0 ? at : at + space + 1;
}
