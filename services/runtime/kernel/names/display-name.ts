import { badInput } from '../errors/app-error.ts';

const MAX_LENGTH = 64;

/** Line breaks and the like: words on both sides stay apart. */
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/gu;
/**
 * What is kept of the characters below, because it changes what is seen: the joiners and selectors of emoji, the tags
 * of flags, joiners between letters of scripts that are spelled with them (UAX #31, section 2.3), and selectors of
 * variants of Chinese and Mongolian characters.
 */
const MEANT = [
  String.raw`\p{RGI_Emoji}`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}])\u{200D}(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})[\u{FE0E}\u{FE0F}]`,
  String.raw`(?<=[[\p{L}\p{M}]&&[${joiningScripts()}]])[\u{200C}\u{200D}](?=\p{L})`,
  String.raw`(?<=\p{Unified_Ideograph})[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{scx=Mongolian})[\u{180B}-\u{180D}\u{180F}]`,
].join('|');
/** Control characters, lone surrogates, and what is made to be invisible, with the marks that reorder a line (UAX #9). */
const UNSEEN = String.raw`[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]`;
const MEANT_OR_UNSEEN = new RegExp(`(${MEANT})|${UNSEEN}`, 'gv');
/** Neither white space, nor a mark without a letter, nor a Braille pattern without dots. */
const VISIBLE = /[^\s\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u{2800}]/u;

/**
 * Cleans a display name: without characters that are not seen, in NFC, without surrounding white space. Idempotent.
 * Throws BAD_USER_INPUT naming `displayName` where nothing visible is left, or more than 64 code points.
 */
export function parseDisplayName(raw: string): string {
  const seen = raw.replace(BREAKS, ' ').replace(MEANT_OR_UNSEEN, (_unseen, meant: string | undefined) => meant ?? '');
  const name = seen.normalize('NFC').trim();
  if (!VISIBLE.test(name)) throw badInput('displayName', 'Use at least one character that can be seen.');
  if (name.length > MAX_LENGTH && [...name].length > MAX_LENGTH) {
    throw badInput('displayName', `Use at most ${MAX_LENGTH} characters.`);
  }
  return name;
}

function joiningScripts(): string {
  const scripts =
    'Arabic Syriac Mongolian Nko Adlam Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar';
  return scripts.replace(/\w+/g, String.raw`\p{scx=$&}`).replaceAll(' ', '');
}
