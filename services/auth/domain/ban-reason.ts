import { badInput } from '@confab/runtime/kernel/errors/app-error';

const MAX_LENGTH = 250;
/**
 * Control characters, lone surrogates, separators of lines, and what reorders the line that it
 * stands in (UAX #9 §2).
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * One line of at most 250 characters; null where nothing is left. Throws BAD_USER_INPUT naming
 * `reason`.
 */
export function parseReason(raw: string | undefined): string | null {
  const reason = raw?.normalize('NFC').trim() ?? '';
  if (FORBIDDEN.test(reason) || [...reason].length > MAX_LENGTH) {
    throw badInput('reason', `Use at most ${MAX_LENGTH} characters on one line, without control characters.`);
  }
  return reason || null;
}
