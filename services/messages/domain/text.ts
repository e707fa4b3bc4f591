import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { isIdempotencyKey } from '@confab/text/idempotency-key';
import { isVisible } from '@confab/text/visible';

/** Code points of a message. */
const MAX_LENGTH = 4_000;
/** Control characters but tab and newline, and surrogates that have lost their other half. */
const FORBIDDEN = /[^\P{Cc}\t\n]|\p{Cs}/u;
const LINE_BREAK = /\r\n?/g;

/**
 * Checks the text of a message and returns it with `\n` for every kind of line break; nothing else
 * is changed. BAD_USER_INPUT naming `text` for less than one or more than 4,000 code points,
 * nothing visible, control characters and lone surrogates.
 */
export function checkText(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(LINE_BREAK, '\n') : raw;
  if (isLongerThan(text, MAX_LENGTH)) throw badInput('text', 'A message has at most 4,000 characters.');
  if (!isVisible(text)) throw badInput('text', 'Write something first.');
  if (FORBIDDEN.test(text)) throw badInput('text', 'The message has characters that cannot be shown.');
  return text;
}

/**
 * The text as repeats of a command are compared: with one kind of line break, and in NFC. Total,
 * whatever the text.
 */
export function comparableText(raw: string): string {
  return (raw.includes('\r') ? raw.replace(LINE_BREAK, '\n') : raw).normalize('NFC');
}

/**
 * Checks an author's own key for a message: 1–64 characters. BAD_USER_INPUT naming
 * `idempotencyKey`.
 */
export function checkIdempotencyKey(key: string): string {
  if (!isIdempotencyKey(key)) {
    throw badInput('idempotencyKey', 'A key has 1 to 64 characters.');
  }
  return key;
}

/** Counts code points only where the number of code units leaves it open. */
function isLongerThan(text: string, max: number): boolean {
  return text.length > max && (text.length > 2 * max || [...text].length > max);
}
