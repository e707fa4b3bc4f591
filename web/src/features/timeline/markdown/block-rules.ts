import { blockConditions } from '@confab/text/block-lines';
import type { MarkdownIt, StateBlock } from 'markdown-it';
import { wrapBlockRule } from './wrap-rule.ts';

const { table, ...conditions } = blockConditions;

/** Makes blocks of Markdown show all that was typed: whatever would be left out makes them text, and paragraphs keep their spaces. */
export function keepTextOfBlocks(markdown: MarkdownIt): void {
  for (const [name, holds] of Object.entries(conditions)) {
    wrapBlockRule(markdown, name, (rule) => (state, line, endLine, silent) => {
      return holds(state, line, endLine) && rule(state, line, endLine, silent);
    });
  }
  // Rows are looked at where there is a table at all.
  wrapBlockRule(markdown, 'table', (rule) => (state, line, endLine, silent) => {
    return (
      rule(state, line, endLine, true) && table(state, line, endLine) && (silent || rule(state, line, endLine, false))
    );
  });
  wrapBlockRule(markdown, 'paragraph', (rule) => (state, line, endLine, silent) => {
    const done = rule(state, line, endLine, silent);
    const text = state.tokens.at(-2);
    if (text) text.content = textOf(state, line).trimEnd();
    return done;
  });
}

function textOf(state: StateBlock, line: number): string {
  return state.getLines(line, state.line, state.blkIndent, false);
}
