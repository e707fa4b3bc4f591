/**
 * The lines of a text as blocks see them: what of each line is mark, indentation and content. Rules of markdown-it's
 * `StateBlock` can be asked alike.
 */
export interface BlockLines {
  src: string;
  /** Where each line begins, behind the marks of the quotes around it. */
  bMarks: number[];
  eMarks: number[];
  /** Characters of indentation. */
  tShift: number[];
  /** Columns of indentation; below 0: the line goes on lazily with a paragraph within a quote. */
  sCount: number[];
  /** How many quotes and lists are around. */
  level: number;
}

/** The content of a line, without indentation. */
export function lineOf({ src, bMarks, tShift, eMarks }: BlockLines, line: number): string {
  return src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]);
}

/** Quotes and lists within each other. Deeper ones leave no room for text on a phone. */
const MAX_LEVEL = 8;

/** Something besides marks: a mark with nothing after it is what somebody wanted to show. */
const QUOTE = /^>.*[^\s>*+#-]/;
/** A comparison or a face, such as `>= 5`, `>_<` and `>:(`. */
const NO_QUOTE = /^>(?:=|[:;][-']?[^\s\w]|[:;][-']?\w(?!\S)|[._]+[<>])/;
const ITEM = /^(?:[-+*]|\d{1,9}[.)])\s.*[^\s>*+#-]/;
const HEADING = /^#{1,6}\s.*[^\s>*+#-]/;
const CLOSED_FENCE = /^(?:`{3,}|~{3,})\s*$/;
const CELL_END = /(?<!\\)\|/;

type Condition = (lines: BlockLines, line: number, endLine: number) => boolean;

/** What must hold besides the syntax, so that a block shows everything that was typed in it; where it does not, the marks are text. */
export const blockConditions = {
  /** The first line of a quote may be empty. No more is looked at: every line of a paragraph is asked whether a quote begins at it. */
  blockquote: (lines, line, endLine) =>
    lines.level < MAX_LEVEL &&
    !NO_QUOTE.test(lineOf(lines, line)) &&
    (QUOTE.test(lineOf(lines, line)) || (line + 1 < endLine && QUOTE.test(lineOf(lines, line + 1)))),
  list: (lines, line) => lines.level < MAX_LEVEL && ITEM.test(lineOf(lines, line)),
  heading: (lines, line) => HEADING.test(lineOf(lines, line)),
  fence: (lines, line, endLine) => line + 1 < endLine && !CLOSED_FENCE.test(lineOf(lines, line + 1)),
  /** No row has more cells than the header: there would be no place for them. */
  table(lines, first, endLine) {
    const width = splitCells(lineOf(lines, first)).length;
    for (let line = first + 2; line < endLine && lineOf(lines, line) !== ''; line += 1) {
      if (splitCells(lineOf(lines, line)).length > width) return false;
    }
    return true;
  },
} satisfies Record<string, Condition>;

/** The cells of a row of a table. A backslash keeps a bar in its cell, and is gone itself. */
export function splitCells(row: string): string[] {
  const cells = row.trim().split(CELL_END);
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}
