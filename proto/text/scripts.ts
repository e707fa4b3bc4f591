/**
 * Scripts in which words touch each other, as a part of a class of characters: those without spaces, and Hangul, whose
 * particles follow a word at once.
 */
export const TOUCHING =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}';
