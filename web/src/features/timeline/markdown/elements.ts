import type { MarkdownIt, RendererRule, Token } from 'markdown-it';

/** How Markdown becomes HTML where it is not as the library has it. */
export function renderElements(markdown: MarkdownIt): void {
  const { rules } = markdown.renderer;
  const { escapeHtml } = markdown.utils;
  const { fence } = rules;
  rules.link_open = openLink;
  // All are one level below the heading of the page: a message that begins with a lower one would leave a level out.
  rules.heading_open = (tokens, index) => `<h2 class="level-${tokens[index]?.markup.length}">`;
  rules.heading_close = () => '</h2>\n';
  rules.th_open = cell;
  rules.td_open = cell;
  // A wide table is scrolled by itself, by keys too. Its columns name what the focus is on.
  rules.table_open = (tokens, index) =>
    `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(columnsOf(tokens.slice(index)))}"><table>\n`;
  rules.table_close = () => '</table></div>\n';
  // The number is text, as it was typed: a browser would count on from the first.
  rules.list_item_open = (tokens, index) => {
    const { info = '', markup = '' } = tokens[index] ?? {};
    return info ? `<li><span class="number">${info}${markup}</span>\n` : '<li>\n';
  };
  // What stands beside a fence is the name of a language mostly, and may be anything.
  rules.fence = (tokens, index, options, env, renderer) => {
    const info = tokens[index]?.info.trim();
    const html = fence?.(tokens, index, options, env, renderer) ?? '';
    return info ? html.replace('<pre>', () => `<pre><span class="language">${escapeHtml(info)}</span>`) : html;
  };
  // Paragraphs keep spaces and line breaks, and what stands between elements does not: each text needs its paragraph.
  markdown.core.ruler.after('block', 'show_paragraphs', ({ tokens }) => {
    for (const token of tokens) token.hidden = false;
  });
}

/** What the head of the table says that begins the tokens. */
function columnsOf(tokens: readonly Token[]): string {
  const head = tokens.slice(
    0,
    tokens.findIndex(({ type }) => type === 'thead_close'),
  );
  return head.flatMap(({ type, content }) => (type === 'inline' && content ? [content] : [])).join(', ');
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

/** The page allows no styles of elements. */
const cell: RendererRule = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  const align = /(?:right|center)$/.exec(String(token?.attrGet('style') ?? ''))?.[0];
  if (token) token.attrs = align ? [['class', align]] : null;
  return renderer.renderToken(tokens, index, options);
};
