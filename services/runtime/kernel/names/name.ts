import { foldName } from '@confab/text/names';
import { badInput } from '../errors/app-error.ts';
import { nameKeys } from './name-key.ts';
import { isOfOneScript } from './scripts.ts';

export { foldName };

const MAX_LENGTH = 64;
/** What every name has ever been made of. */
const ADDRESS = /^[\p{L}\p{M}\p{N}_-]+$/u;
/** What new names are made of: UAX #31 (XID_Continue) with the dash, without anything that is made to be invisible. */
const CHARACTERS = /^[[[\p{XID_Continue}\-]&&[\p{L}\p{M}\p{N}_\-]]--\p{Default_Ignorable_Code_Point}]+$/v;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** A mark without a letter, the same mark twice in a row (the second one is not seen), or a pile of marks (UTS #39, section 5.4). */
const STRAY_MARKS = /^\p{M}|(\p{Mn})\1|\p{Mn}{5}/u;

/** A name that may be given: as its owner writes it, as it is addressed, and what of it has to be unique. */
export interface Name {
  /** NFC. */
  shown: string;
  /** Lower-cased NFC: equal for names that only differ in letter case or composition. */
  folded: string;
  /** Equal for names that look alike: see `nameKeys`. Nobody else's name may have one of them. */
  keys: readonly string[];
}

/** The folded name, for looking it up; undefined for what has never been a name. Names of before the present rule are found as well. */
export function addressedName(raw: string): string | undefined {
  const folded = foldName(raw);
  return isShort(folded) && ADDRESS.test(folded) ? folded : undefined;
}

/**
 * Checks a new name of a room or user: 1–64 letters (with their marks), digits, `-` or `_`, counted in code points
 * after NFC; at least one letter or digit; one script (UTS #39, "highly restrictive"). Throws BAD_USER_INPUT naming
 * `field`.
 */
export function parseName(field: string, raw: string): Name {
  const shown = raw.normalize('NFC');
  const folded = foldName(shown);
  if (!isShort(shown) || !isShort(folded) || !CHARACTERS.test(shown)) {
    throw badInput(field, `Use 1 to ${MAX_LENGTH} letters, digits, "-" or "_".`);
  }
  if (!LETTER_OR_DIGIT.test(shown)) throw badInput(field, 'Use at least one letter or digit.');
  if (STRAY_MARKS.test(shown.normalize('NFD')))
    throw badInput(field, 'Use accents and marks on letters only, and each once.');
  if (!isOfOneScript(shown)) throw badInput(field, 'Use letters of one script, not of several.');
  return { shown, folded, keys: nameKeys(shown) };
}

function isShort(name: string): boolean {
  return name.length > 0 && (name.length <= MAX_LENGTH || [...name].length <= MAX_LENGTH);
}
