import { badInput } from '@confab/runtime/errors/app-error';

/**
 * One emoji that Unicode recommends for general interchange (UTS #51), of any number of code points. From a string because the compiler's target is
 * older than the flag.
 */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Asks for the picture instead of the character; keyboards leave it out now and then. */
const PICTURE = '\u{FE0F}';
/** Code units of the longest recommended sequence, with room for those to come. */
const MAX_UNITS = 64;

/** Checks a reaction and returns it in its one recommended form. BAD_USER_INPUT naming `emoji` for anything but a single emoji. */
export function checkEmoji(raw: string): string {
  if (raw.length <= MAX_UNITS) {
    if (EMOJI.test(raw)) return raw;
    const picture = raw + PICTURE;
    if (EMOJI.test(picture)) return picture;
  }
  throw badInput('emoji', 'React with a single emoji.');
}
