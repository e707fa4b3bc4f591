/**
 * Variation selectors ask for the picture of an emoji or for the plain character. Keyboards and pickers add or leave
 * them out as they like.
 */
const SELECTORS = /[\u{FE0E}\u{FE0F}]/gu;
/** A character that is shown as a picture only if that is asked for. A skin tone behind it asks for it too. */
const SHOWN_AS_TEXT = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;
const PICTURE = '\u{FE0F}';

/**
 * The one form of an emoji, whichever form was typed: what UTS #51 calls fully qualified. Every reaction is stored in
 * this form. Two emoji are the same reaction if their forms are equal. Total and idempotent.
 */
export function emojiForm(raw: string): string {
  return raw.replace(SELECTORS, '').replace(SHOWN_AS_TEXT, (character) => character + PICTURE);
}
