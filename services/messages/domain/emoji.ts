import { badInput } from '@confab/runtime/errors/app-error';

/** One emoji that Unicode recommends for general interchange (UTS #51), of any number of code points. */
const EMOJI = /^\p{RGI_Emoji}$/v;
/**
 * Variation selectors ask for the picture of an emoji or for the plain character. Keyboards and pickers add or leave
 * them out as they like.
 */
const SELECTORS = /[\u{FE0E}\u{FE0F}]/gu;
/** A character that is shown as a picture only if that is asked for. A skin tone behind it asks for it too. */
const SHOWN_AS_TEXT = /[\p{Emoji}--\p{Emoji_Presentation}](?!\p{Emoji_Modifier})/gv;
const PICTURE = '\u{FE0F}';
/** Code units of the longest recommended sequence, with room for those to come. */
const MAX_UNITS = 64;

/**
 * The one form of an emoji, whichever form was typed: what UTS #51 calls fully qualified. Every reaction is stored in
 * this form. Two emoji are the same reaction if their forms are equal. Total and idempotent.
 */
export function emojiForm(raw: string): string {
  return raw.replace(SELECTORS, '').replace(SHOWN_AS_TEXT, (character) => character + PICTURE);
}

/** Checks a reaction and returns its one form. BAD_USER_INPUT naming `emoji` for anything but a single emoji. */
export function checkEmoji(raw: string): string {
  const emoji = raw.length <= MAX_UNITS ? emojiForm(raw) : '';
  if (EMOJI.test(emoji)) return emoji;
  throw badInput('emoji', 'React with a single emoji.');
}
