import { hash } from 'node:crypto';
import { MAX_KEY } from './lengths.ts';

/** Begins keys that are no text: no document and no JSON begins with it. */
export const MARK = '\u0001';

/** A key that is equal for equal texts alone, and short: the text itself, or the SHA-256 of one that is long. */
export function textKey(text: string): string {
  return text.length <= MAX_KEY && !text.startsWith(MARK) ? text : `${MARK}${hash('sha256', text, 'base64')}`;
}
