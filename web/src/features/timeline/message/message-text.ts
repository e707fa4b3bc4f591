/** A message may have at most this many characters. */
export const MAX_MESSAGE_LENGTH = 4_000;

/** How many characters a text has, as the server counts them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** All that break a line: those of Word and of mainframes too. */
const LINE_BREAKS = /\r\n?|[\v\f\u0085]/g;
/** What the server refuses: control characters but tab and newline, and halves of surrogates. */
const UNSENDABLE = /[^\P{Cc}\t\n]|\p{Cs}/gu;

/**
 * The text without what nobody typed: the characters that come with what is copied from a terminal or a document, and that the server refuses.
 * Everything else stays, marks of the direction of writing included.
 */
export function cleanText(text: string): string {
  return text.replace(LINE_BREAKS, '\n').replace(UNSENDABLE, '');
}
