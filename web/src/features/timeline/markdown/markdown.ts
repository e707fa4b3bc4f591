import MarkdownIt, { type RendererRule } from 'markdown-it';
import { type MarkdownEnvironment, mentionRule } from './mention-rule.ts';

/** Bold, italic, strikethrough, code, quotes, lists and links; neither headings nor pictures nor HTML. */
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
];

const ALLOWED_LINK = /^(?:https?:\/\/|mailto:)/i;

export interface MarkdownOptions {
  /** The HTML of code in a language, with everything but its own elements escaped; null where it can't be highlighted (yet). */
  highlight(code: string, language: string): string | null;
}

/** Makes HTML of messages, which still has to be sanitised. What is not of the subset is shown as it was typed. */
export function createMarkdown({ highlight }: MarkdownOptions): (text: string, env: MarkdownEnvironment) => string {
  const markdown = new MarkdownIt('zero', {
    breaks: true,
    linkify: true,
    // An empty answer has the code escaped by the renderer.
    highlight: (code, language) => (language && highlight(code, language)) || '',
  }).enable(RULES);
  // A word such as `main.rs` is no address, and an e-mail address in passing no invitation.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.linkify.add('ftp:', null).add('//', null);
  markdown.validateLink = (url) => ALLOWED_LINK.test(url);
  markdown.inline.ruler.before('link', 'mention', mentionRule);
  markdown.renderer.rules.link_open = openLink;
  return (text, env) => markdown.render(text, env);
}

/** Links are reached by the arrow keys of their message, not by Tab; those to elsewhere open a tab of their own. */
const openLink: RendererRule = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  token?.attrSet('tabindex', '-1');
  if (!String(token?.attrGet('href')).startsWith('/')) {
    token?.attrSet('target', '_blank');
    token?.attrSet('rel', 'noopener noreferrer nofollow');
  }
  return renderer.renderToken(tokens, index, options);
};
