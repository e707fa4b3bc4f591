import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { emojiForm } from '@confab/text/emoji';

/**
 * One emoji that Unicode recommends for general interchange (UTS #51), of any number of code
 * points.
 */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Code units of the longest recommended sequence, with room for those to come. */
const MAX_UNITS = 64;

/**
 * Checks a reaction and returns its one form. BAD_USER_INPUT naming `emoji` for anything but a
 * single emoji.
 */
export function checkEmoji(raw: string): string {
  const emoji = raw.length <= MAX_UNITS ? emojiForm(raw) : '';
  if (EMOJI.test(emoji)) return emoji;
  throw badInput('emoji', 'React with a single emoji.');
}
