import { badInput } from '@confab/runtime/errors/app-error';

const MAX_LENGTH = 64;

/**
 * Control characters, lone surrogates, line and paragraph separators, and the bidirectional embeddings, overrides and isolates
 * (UAX #9 §2), with which a name could reorder the line that it stands in. Joiners stay: emoji and several scripts need them.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** 1–64 code points after NFC and without surrounding white space. Throws BAD_USER_INPUT naming `displayName`. */
export function parseDisplayName(raw: string): string {
  const name = raw.normalize('NFC').trim();
  const length = [...name].length;
  if (length === 0 || length > MAX_LENGTH || FORBIDDEN.test(name)) {
    throw badInput('displayName', `Use 1 to ${MAX_LENGTH} characters, no control characters.`);
  }
  return name;
}
