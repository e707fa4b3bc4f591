import { isVisible } from '@confab/text/visible';
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { keepTextOfBlocks } from './block-rules.ts';
import { keepDelimitersOfCode } from './delimiters.ts';
import { renderElements } from './elements.ts';
import { takeConstructs } from './inline-rules.ts';
import type { MarkdownEnvironment } from './mention-rule.ts';
import { shownAddress } from './shown-address.ts';

/**
 * Bold, italic, strikethrough, quotes, lists, fences, headings and tables; neither pictures nor HTML. Code in lines,
 * links and mentions are constructs.
 */
const RULES = ['emphasis', 'strikethrough', 'escape', 'newline', 'fence', 'blockquote', 'list', 'heading', 'table'];

const TAG = /<[^>]*>/g;

export interface MarkdownOptions {
  /** The HTML of code in a language, with everything but its own elements escaped; null where it can't be highlighted (yet). */
  highlight(code: string, language: string): string | null;
}

/**
 * Makes HTML of messages, which still has to be sanitised. It shows everything that was typed but for the marks that
 * were understood, and is never empty; what is not of the subset is shown as it was typed. Line breaks and spaces
 * count in its paragraphs, headings and cells.
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
    // An empty answer has the code escaped by the renderer.
    highlight: (code, language) => (language && highlight(code, language)) || '',
  }).enable(RULES);
  markdown.normalizeLinkText = (url) => shownAddress(url, markdown.normalizeLink(url));
  keepTextOfBlocks(markdown);
  takeConstructs(markdown);
  keepDelimitersOfCode(markdown);
  renderElements(markdown);
  return markdown;
}
