import MarkdownIt, { type MarkdownIt as Parser, type StateBlock } from 'markdown-it';

type BlockRule = (state: StateBlock, line: number, endLine: number, silent: boolean) => boolean;

/** The rules during which other rules are asked whether they end a block. */
const CHAINS = ['paragraph', 'blockquote', 'list'];

/** Replaces a block rule of the library by one that is made of it, at the same place. */
export function wrapBlockRule(markdown: Parser, name: string, wrap: (rule: BlockRule) => BlockRule): void {
  const { ruler } = new MarkdownIt().block;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules('');
  if (!rule) throw new Error(`There is no block rule ${name}.`);
  const alt = CHAINS.filter((chain) => ruler.getRules(chain).length > 0);
  markdown.block.ruler.at(name, wrap(rule), { alt });
}
