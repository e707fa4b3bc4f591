import { isVisible } from '@confab/text/visible';
import type { StateCore, Token } from 'markdown-it';
import { createParser } from './markdown.ts';
import type { MarkdownEnvironment } from './mention-rule.ts';

const TAG = /<[^>]*>/g;

/**
 * Makes HTML of the beginning of a message, in one line of at most `length` characters, which still has to be sanitised. Blocks follow each
 * other in it, and nothing of it can be clicked: emphasis, code and mentions are set off. It is never empty.
 */
export function createOneLine(length: number): (text: string, env: MarkdownEnvironment) => string {
  const markdown = createParser({ highlight: () => null });
  markdown.core.ruler.push('one_line', (state) => {
    const parts = state.tokens.flatMap((token) => partsOf(token, state));
    state.tokens = [Object.assign(new state.Token('inline', '', 0), { children: shorten(parts, length) })];
  });
  return (text, env) => {
    const html = markdown.render(text, env);
    return isVisible(html.replace(TAG, '')) ? html : markdown.utils.escapeHtml(text.slice(0, length));
  };
}

/** What remains of a block, and a space before what comes next. */
function partsOf(block: Token, { Token }: Pick<StateCore, 'Token'>): Token[] {
  const part = (type: string, content: string) => Object.assign(new Token(type, '', 0), { content });
  if (block.type === 'fence') return [part('code_inline', `${block.info}\n${block.content}`.trim()), part('text', ' ')];
  if (block.type === 'list_item_open' && block.info) return [part('text', `${block.info}${block.markup} `)];
  if (block.type !== 'inline') return [];
  for (const child of block.children ?? []) if (child.type.startsWith('link_')) unlink(child);
  return [...(block.children ?? []), part('text', ' ')];
}

/** A link becomes the text of it. A mention stays set off. */
function unlink(token: Token): void {
  token.type = token.nesting > 0 ? 'span_open' : 'span_close';
  token.tag = 'span';
  token.attrs = token.attrs?.filter(([name]) => name === 'class') ?? null;
}

function shorten(tokens: readonly Token[], length: number): Token[] {
  let left = length;
  return tokens.filter((token) => {
    if (token.nesting !== 0 || token.type === 'softbreak') return true;
    const kept = [...token.content].slice(0, left);
    token.content = kept.join('');
    left -= kept.length;
    return kept.length > 0;
  });
}
