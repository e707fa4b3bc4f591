import { badInput } from '../errors/app-error.ts';

const NAME = /^[\p{L}\p{M}\p{N}_-]+$/u;
const MAX_LENGTH = 64;
/** Most names as they are compared: already folded, and checked by this alone. */
const PLAIN = /^[0-9a-z_-]{1,64}$/;

/** A checked name: as its owner writes it, and as it is compared. */
export interface Name {
  /** NFC. */
  shown: string;
  /** Lower-cased NFC: equal for names that only differ in letter case or composition. */
  folded: string;
}

/** How names are compared and looked up; total, so that a name which could never exist is simply not found. */
export function foldName(raw: string): string {
  return PLAIN.test(raw) ? raw : raw.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * Checks the name of a room or user: 1–64 letters (with their combining marks), digits, `-` or `_` of any script, counted in code points after NFC.
 * Throws BAD_USER_INPUT naming `field`.
 */
export function parseName(field: string, raw: string): Name {
  if (PLAIN.test(raw)) return { shown: raw, folded: raw };
  const shown = raw.normalize('NFC');
  const length = [...shown].length;
  if (length === 0 || length > MAX_LENGTH || !NAME.test(shown) || [...foldName(shown)].length > MAX_LENGTH) {
    throw badInput(field, `Use 1 to ${MAX_LENGTH} letters, digits, "-" or "_".`);
  }
  return { shown, folded: foldName(shown) };
}
