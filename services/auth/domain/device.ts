const MAX_LENGTH = 200;
/**
 * Control characters, lone surrogates, separators of lines, and what reorders a line (UAX #9 §2).
 */
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * What a client calls itself, so that its owner knows it again in a list: one line of at most 200
 * characters. Null where nothing is left.
 */
export function parseDevice(raw: string | undefined): string | null {
  const shown = raw?.normalize('NFC').replace(UNSHOWN, ' ').trim() ?? '';
  return [...shown].slice(0, MAX_LENGTH).join('') || null;
}
