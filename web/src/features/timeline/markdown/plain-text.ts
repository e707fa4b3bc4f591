/** What may be Markdown, a mention or a link: nearly every line of a chat holds none of it and needs no parser. */
const MARKUP = /[*_`~>[\\@#\n<]|:\/\/|^\s{0,3}(?:[-+]|\d{1,9}[.)])\s/;

/** Whether a text is shown as it stands. */
export function isPlainText(text: string): boolean {
  return !MARKUP.test(text);
}

/** What the author does, of a text such as `/me waves`; null for any other text. */
export function actionOf(text: string): string | null {
  return /^\/me\s+(\S[\s\S]*)$/.exec(text)?.[1] ?? null;
}
