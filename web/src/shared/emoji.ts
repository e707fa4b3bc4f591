/**
 * Variation selectors ask for the picture of an emoji or for the plain character. Pickers and keyboards add or leave
 * them out as they like.
 */
const SELECTORS = /[\u{FE0E}\u{FE0F}]/gu;
/** Not shown as a picture unless that is asked for. A skin tone behind it asks for it too. */
const SHOWN_AS_TEXT = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/** The one form in which the server stores and shows a reaction, whichever form of the emoji was picked. */
export function emojiForm(raw: string): string {
  return raw.replace(SELECTORS, '').replace(SHOWN_AS_TEXT, (character) => `${character}\u{FE0F}`);
}
