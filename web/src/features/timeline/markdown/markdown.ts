import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { keepTextOfBlocks } from './block-rules.ts';
import { renderElements } from './elements.ts';
import { keepTextOfLines } from './inline-rules.ts';
import { type MarkdownEnvironment, mentionRule } from './mention-rule.ts';
import { shownAddress } from './shown-address.ts';
import { isVisible } from './visible.ts';

/** Bold, italic, strikethrough, code, quotes, lists, headings, tables and links; neither pictures nor HTML. */
const RULES = [
  'backticks',
  'emphasis',
  'strikethrough',
  'escape',
  'newline',
  'link',
  'autolink',
  'linkify',
  'fence',
  'blockquote',
  'list',
  'heading',
  'table',
];

const ALLOWED_LINK = /^(?:https?:\/\/|mailto:)/i;
const TAG = /<[^>]*>/g;

export interface MarkdownOptions {
  /** The HTML of code in a language, with everything but its own elements escaped; null where it can't be highlighted (yet). */
  highlight(code: string, language: string): string | null;
}

/**
 * Makes HTML of messages, which still has to be sanitised. It shows everything that was typed but for the marks that were understood, and is
 * never empty; what is not of the subset is shown as it was typed. Line breaks and spaces count in its paragraphs, headings and cells.
 */
export function createMarkdown(options: MarkdownOptions): (text: string, env: MarkdownEnvironment) => string {
  const markdown = createParser(options);
  return (text, env) => {
    const html = markdown.render(text, env);
    return isVisible(html.replace(TAG, '')) ? html : `<p>${markdown.utils.escapeHtml(text)}</p>\n`;
  };
}

/** The parser and renderer of what messages are written in. */
export function createParser({ highlight }: MarkdownOptions): Parser {
  const markdown = new MarkdownIt('zero', {
    linkify: true,
    // An empty answer has the code escaped by the renderer.
    highlight: (code, language) => (language && highlight(code, language)) || '',
  }).enable(RULES);
  // A word such as `main.rs` is no address, and an e-mail address in passing no invitation.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.linkify.add('ftp:', null).add('//', null);
  markdown.validateLink = (url) => ALLOWED_LINK.test(url);
  markdown.normalizeLinkText = (url) => shownAddress(url, markdown.normalizeLink(url));
  markdown.inline.ruler.before('link', 'mention', mentionRule);
  keepTextOfBlocks(markdown);
  keepTextOfLines(markdown);
  renderElements(markdown);
  return markdown;
}
