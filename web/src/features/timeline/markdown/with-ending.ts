/** What is told at the end of a message, such as that it was edited. */
export interface Ending {
  text: string;
  /** Told to whoever points at it. */
  title: string;
}

/** The end of the last paragraph or heading, where nothing but the ends of what holds it follows. */
const LAST_TEXT = /<\/(?:p|h2)>(?=(?:\s*<\/(?:li|ul|ol|blockquote)>)*\s*$)/;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/**
 * Sanitised HTML of a message with a remark at its end: in the last line of its text, or in a line of its own behind code and tables, which
 * have no place for it.
 */
export function withEnding(html: string, { text, title }: Ending): string {
  const remark = `<span class="ending" title="${escapeHtml(title)}">${escapeHtml(text)}</span>`;
  if (!LAST_TEXT.test(html)) return `${html}<p>${remark}</p>`;
  return html.replace(LAST_TEXT, (end) => ` ${remark}${end}`);
}
