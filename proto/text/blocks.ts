import { type BlockLines, blockConditions, lineOf, splitCells } from './block-lines.ts';

/** Where a list stands that the lines are within. */
interface Place {
  /** Columns that belong to the items of lists around. */
  blkIndent: number;
  /** Of the list around the innermost one; below 0: there is none. */
  listIndent: number;
  parent: 'root' | 'paragraph' | 'blockquote' | 'list' | 'table';
}

interface State extends BlockLines, Place {
  /** Columns before the line that were taken by quotes; tabs stop by them. */
  bsCount: number[];
  line: number;
  /** What was found: the text of paragraphs, headings and cells. */
  parts: string[];
}

/** Looks at a line. `silent`: says only whether a block begins there. Otherwise moves `line` behind the block that it takes. */
type Rule = (state: State, line: number, end: number, silent: boolean) => boolean;

const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^#{1,6}(?:[ \t]+(.*))?$/;
const ORDERED = /^\d{1,9}[.)](?=[ \t]|$)/;
const BULLET = /^[-+*](?=[ \t]|$)/;
/** Indented by so much more than its place, a line begins no block. */
const TOO_FAR = 4;

/**
 * The parts of a message in which Markdown of lines is looked for, in order: the text of its paragraphs, headings and
 * table cells. What stands in fences of code is in none. Blocks are those of CommonMark as markdown-it reads them
 * (quotes, lists, fences, headings, and tables), where `blockConditions` hold.
 */
export function inlineParts(text: string): string[] {
  const state = startOf(text);
  tokenize(state, 0, state.bMarks.length - 1);
  return state.parts;
}

function startOf(src: string): State {
  const place = { level: 0, blkIndent: 0, listIndent: -1, parent: 'root' as const };
  const state: State = {
    src,
    bMarks: [],
    eMarks: [],
    tShift: [],
    sCount: [],
    bsCount: [],
    line: 0,
    parts: [],
    ...place,
  };
  let start = 0;
  for (const line of src.replace(/\n[ \t]*$/, '').split('\n')) {
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
    state.bMarks.push(start);
    state.eMarks.push(start + line.length);
    state.tShift.push(indentation.length);
    state.sCount.push(columnsOf(indentation, 0));
    state.bsCount.push(0);
    start += line.length + 1;
  }
  // Rules look at one line more than there is.
  state.bMarks.push(src.length);
  state.eMarks.push(src.length);
  for (const counts of [state.tShift, state.sCount, state.bsCount]) counts.push(0);
  return state;
}

/** How wide white space is that begins at a column. */
function columnsOf(space: string, column: number): number {
  let at = column;
  for (const sign of space) at += sign === '\t' ? 4 - (at % 4) : 1;
  return at - column;
}

const of = (numbers: readonly number[], line: number): number => numbers[line] ?? 0;
const isEmpty = (state: State, line: number): boolean => lineOf(state, line) === '';
const isTooFar = (state: State, line: number): boolean => of(state.sCount, line) - state.blkIndent >= TOO_FAR;

function tokenize(state: State, start: number, end: number): void {
  let line = start;
  while (line < end) {
    while (line < end && isEmpty(state, line)) line += 1;
    state.line = line;
    if (line >= end || of(state.sCount, line) < state.blkIndent) return;
    const at = line;
    if (!RULES.some((rule) => rule(state, at, end, false))) paragraph(state, line, end);
    line = state.line;
    if (line < end && isEmpty(state, line)) {
      line += 1;
      state.line = line;
    }
  }
}

function paragraph(state: State, start: number, end: number): void {
  const outer = state.parent;
  state.parent = 'paragraph';
  let line = start + 1;
  for (; line < end && !isEmpty(state, line); line += 1) {
    if (isTooFar(state, line) || of(state.sCount, line) < 0) continue;
    if (begins(PARAGRAPH_ENDS, state, line, end)) break;
  }
  state.parent = outer;
  state.line = line;
  const lines: string[] = [];
  for (let each = start; each < line; each += 1) lines.push(lineOf(state, each));
  state.parts.push(lines.join('\n'));
}

function begins(rules: readonly Rule[], state: State, line: number, end: number): boolean {
  return rules.some((rule) => rule(state, line, end, true));
}

const fence: Rule = (state, start, end, silent) => {
  if (!blockConditions.fence(state, start, end) || isTooFar(state, start)) return false;
  const marks = FENCE.exec(lineOf(state, start))?.[0];
  if (!marks) return false;
  if (silent) return true;
  let line = start + 1;
  for (; line < end; line += 1) {
    const content = lineOf(state, line);
    if (content !== '' && of(state.sCount, line) < state.blkIndent) break;
    const run = /^(?:`+|~+)(?=[ \t]*$)/.exec(content)?.[0] ?? '';
    if (run[0] !== marks[0] || run.length < marks.length || isTooFar(state, line)) continue;
    state.line = line + 1;
    return true;
  }
  state.line = line;
  return true;
};

const heading: Rule = (state, line, _end, silent) => {
  if (!blockConditions.heading(state, line) || isTooFar(state, line)) return false;
  const found = HEADING.exec(lineOf(state, line));
  if (!found) return false;
  if (silent) return true;
  state.parts.push(found[1] ?? '');
  state.line = line + 1;
  return true;
};

const blockquote: Rule = (state, start, end, silent) => {
  if (!blockConditions.blockquote(state, start, end) || isTooFar(state, start)) return false;
  if (state.src[of(state.bMarks, start) + of(state.tShift, start)] !== '>') return false;
  if (silent) return true;
  const { bMarks, tShift, sCount, bsCount } = state;
  const kept = { bMarks: [...bMarks], tShift: [...tShift], sCount: [...sCount], bsCount: [...bsCount] };
  const { blkIndent, parent } = state;
  state.parent = 'blockquote';
  const line = takeQuoted(state, start, end);
  state.blkIndent = 0;
  state.level += 1;
  tokenize(state, start, line);
  Object.assign(state, { ...kept, blkIndent, parent, level: state.level - 1 });
  return true;
};

/** Takes the marks of a quote from its lines. Returns the line behind it. */
function takeQuoted(state: State, start: number, end: number): number {
  let lastIsEmpty = false;
  let line = start;
  for (; line < end; line += 1) {
    const mark = of(state.bMarks, line) + of(state.tShift, line);
    if (mark >= of(state.eMarks, line)) break;
    if (state.src[mark] === '>' && of(state.sCount, line) >= state.blkIndent) {
      lastIsEmpty = takeMark(state, line, mark);
      continue;
    }
    if (lastIsEmpty) break;
    if (begins(QUOTE_ENDS, state, line, end)) {
      if (state.blkIndent !== 0) state.sCount[line] = of(state.sCount, line) - state.blkIndent;
      break;
    }
    state.sCount[line] = -1;
  }
  return line;
}

/** Takes one mark and the space behind it. Returns whether nothing else is in the line. */
function takeMark(state: State, line: number, mark: number): boolean {
  const count = of(state.sCount, line);
  let start = mark + 1;
  let initial = count + 1;
  let splitTab = 0;
  const behind = state.src[start];
  const hasSpace = behind === ' ' || behind === '\t';
  if (behind === ' ' || (behind === '\t' && (of(state.bsCount, line) + initial) % 4 === 3)) {
    start += 1;
    initial += 1;
  } else if (behind === '\t') splitTab = 1;
  const space = /^[ \t]*/.exec(state.src.slice(start, state.eMarks[line]))?.[0] ?? '';
  const column = initial + of(state.bsCount, line) + splitTab;
  let offset = initial;
  for (const sign of space) offset += sign === '\t' ? 4 - ((offset - initial + column) % 4) : 1;
  state.bMarks[line] = start;
  state.bsCount[line] = count + 1 + (hasSpace ? 1 : 0);
  state.sCount[line] = offset - initial;
  state.tShift[line] = space.length;
  return start + space.length >= of(state.eMarks, line);
}

const list: Rule = (state, start, end, silent) => {
  if (!blockConditions.list(state, start) || isTooFar(state, start)) return false;
  const count = of(state.sCount, start);
  if (state.listIndent >= 0 && count - state.listIndent >= TOO_FAR && count < state.blkIndent) return false;
  const content = lineOf(state, start);
  const isOrdered = ORDERED.test(content);
  const mark = (isOrdered ? ORDERED : BULLET).exec(content)?.[0];
  if (!mark) return false;
  if (silent) {
    // Only a list that begins with 1 ends a paragraph: other numbers at the beginning of a line are numbers.
    const endsParagraph = state.parent === 'paragraph' && count >= state.blkIndent;
    return !endsParagraph || !isOrdered || Number.parseInt(mark, 10) === 1;
  }
  const { parent } = state;
  state.parent = 'list';
  state.level += 1;
  takeItems(state, { start, end, mark, pattern: isOrdered ? ORDERED : BULLET });
  state.level -= 1;
  state.parent = parent;
  return true;
};

function takeItems(
  state: State,
  { start, end, mark, pattern }: { start: number; end: number; mark: string; pattern: RegExp },
): void {
  const sign = mark.at(-1);
  let line = start;
  let next = mark;
  while (next.at(-1) === sign) {
    takeItem(state, { line, end, markLength: next.length });
    line = state.line;
    if (line >= end || of(state.sCount, line) < state.blkIndent || isTooFar(state, line)) return;
    if (begins(LIST_ENDS, state, line, end)) return;
    next = pattern.exec(lineOf(state, line))?.[0] ?? '';
  }
}

function takeItem(state: State, { line, end, markLength }: { line: number; end: number; markLength: number }): void {
  const { listIndent, blkIndent } = state;
  const tShift = of(state.tShift, line);
  const sCount = of(state.sCount, line);
  const initial = sCount + markLength;
  const space = /^[ \t]*/.exec(lineOf(state, line).slice(markLength))?.[0] ?? '';
  const width = columnsOf(space, initial + of(state.bsCount, line));
  const start = of(state.bMarks, line) + tShift + markLength + space.length;
  const hasContent = start < of(state.eMarks, line);
  state.listIndent = blkIndent;
  state.blkIndent = initial + (hasContent && width <= TOO_FAR ? width : 1);
  state.tShift[line] = tShift + markLength + space.length;
  state.sCount[line] = initial + width;
  state.level += 1;
  if (!hasContent && isEmpty(state, line + 1)) state.line = Math.min(state.line + 2, end);
  else tokenize(state, line, end);
  Object.assign(state, { listIndent, blkIndent, level: state.level - 1 });
  state.tShift[line] = tShift;
  state.sCount[line] = sCount;
}

const TABLE_RULE = /^(?:[|:]|-(?![ \t]))[|:\- \t]+$/;
const COLUMN = /^:?-+:?$/;

const table: Rule = (state, start, end, silent) => {
  if (start + 2 > end || of(state.sCount, start + 1) < state.blkIndent) return false;
  if (isTooFar(state, start) || isTooFar(state, start + 1)) return false;
  const header = cellsOf(lineOf(state, start));
  const columns = columnsIn(lineOf(state, start + 1));
  if (!header || header.length === 0 || header.length !== columns) return false;
  if (!blockConditions.table(state, start, end)) return false;
  if (silent) return true;
  state.parts.push(...header);
  let line = start + 2;
  for (; line < end && of(state.sCount, line) >= state.blkIndent; line += 1) {
    if (begins(QUOTE_ENDS, state, line, end) || isEmpty(state, line) || isTooFar(state, line)) break;
    state.parts.push(...splitCells(lineOf(state, line)).slice(0, columns));
  }
  state.line = line;
  return true;
};

/** How many columns the second line of a table rules; 0 where it is none. */
function columnsIn(line: string): number {
  if (!TABLE_RULE.test(line)) return 0;
  const cells = line.split('|').map((cell) => cell.trim());
  const inner = cells.filter((cell, index) => cell !== '' || (index > 0 && index < cells.length - 1));
  return inner.every((cell) => COLUMN.test(cell)) ? inner.length : 0;
}

function cellsOf(line: string): string[] | undefined {
  return line.includes('|') ? splitCells(line) : undefined;
}

const RULES: readonly Rule[] = [table, fence, blockquote, list, heading];
const PARAGRAPH_ENDS = RULES;
const QUOTE_ENDS: readonly Rule[] = [fence, blockquote, list, heading];
const LIST_ENDS: readonly Rule[] = [fence, blockquote];
