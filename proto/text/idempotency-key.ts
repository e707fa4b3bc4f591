const MAX_KEY_LENGTH = 64;
/** Control characters but tab and newline, and surrogates that have lost their other half. */
const FORBIDDEN = /[^\P{Cc}\t\n]|\p{Cs}/u;

/**
 * Whether this is an author's own key for a message: 1 to 64 code points without control
 * characters.
 */
export function isIdempotencyKey(key: string): boolean {
  const isShort =
    key.length <= MAX_KEY_LENGTH || (key.length <= 2 * MAX_KEY_LENGTH && [...key].length <= MAX_KEY_LENGTH);
  return key.length > 0 && isShort && !FORBIDDEN.test(key);
}
