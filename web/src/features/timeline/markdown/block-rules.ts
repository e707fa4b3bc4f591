import type { MarkdownIt, StateBlock } from 'markdown-it';
import { wrapBlockRule } from './wrap-rule.ts';

/** Quotes and lists within each other. Deeper ones leave no room for text on a phone, and the library would leave their text out. */
const MAX_LEVEL = 8;

/** Something besides marks: a mark with nothing after it is what somebody wanted to show. */
const QUOTE = /^>.*[^\s>*+#-]/;
const ITEM = /^(?:[-+*]|\d{1,9}[.)])\s.*[^\s>*+#-]/;
const HEADING = /^#{1,6}\s.*[^\s>*+#-]/;
const CLOSED_FENCE = /^(?:`{3,}|~{3,})\s*$/;
const CELL_END = /(?<!\\)\|/;

type Condition = (state: StateBlock, line: number, endLine: number) => boolean;

/** What must hold, so that a block of Markdown shows everything that was typed in it; where it does not, the marks are text. */
const CONDITIONS: Record<string, Condition> = {
  blockquote: (state, line, endLine) => state.level < MAX_LEVEL && quotesSomething(state, line, endLine),
  list: (state, line) => state.level < MAX_LEVEL && ITEM.test(lineOf(state, line)),
  heading: (state, line) => HEADING.test(lineOf(state, line)),
  fence: (state, line, endLine) => line + 1 < endLine && !CLOSED_FENCE.test(lineOf(state, line + 1)),
};

/** Makes blocks of Markdown show all that was typed: whatever would be left out makes them text, and paragraphs keep their spaces. */
export function keepTextOfBlocks(markdown: MarkdownIt): void {
  for (const [name, holds] of Object.entries(CONDITIONS)) {
    wrapBlockRule(markdown, name, (rule) => (state, line, endLine, silent) => {
      return holds(state, line, endLine) && rule(state, line, endLine, silent);
    });
  }
  // Rows are looked at where there is a table at all.
  wrapBlockRule(markdown, 'table', (rule) => (state, line, endLine, silent) => {
    return (
      rule(state, line, endLine, true) &&
      hasNoWiderRow(state, line, endLine) &&
      (silent || rule(state, line, endLine, false))
    );
  });
  wrapBlockRule(markdown, 'paragraph', (rule) => (state, line, endLine, silent) => {
    const done = rule(state, line, endLine, silent);
    const text = state.tokens.at(-2);
    if (text) text.content = state.getLines(line, state.line, state.blkIndent, false).trimEnd();
    return done;
  });
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

/** The first line of a quote may be empty. No more is looked at: every line of a paragraph is asked whether a quote begins at it. */
function quotesSomething(state: StateBlock, line: number, endLine: number): boolean {
  return QUOTE.test(lineOf(state, line)) || (line + 1 < endLine && QUOTE.test(lineOf(state, line + 1)));
}

/** The library leaves out the cells that go beyond the header. */
function hasNoWiderRow(state: StateBlock, first: number, endLine: number): boolean {
  const width = widthOf(lineOf(state, first));
  for (let line = first + 2; line < endLine && !state.isEmpty(line); line += 1) {
    if (widthOf(lineOf(state, line)) > width) return false;
  }
  return true;
}

function widthOf(row: string): number {
  return row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(CELL_END).length;
}
