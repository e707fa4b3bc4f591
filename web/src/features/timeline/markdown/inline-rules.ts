import type { MarkdownIt, StateInline } from 'markdown-it';
import { isVisible } from './visible.ts';
import { wrapInlineRule } from './wrap-rule.ts';

const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
/** Scripts with spaces between words. In others emphasis begins and ends within what looks like one word. */
const WITHIN_WORD = /[\p{Nd}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const DIGIT = /\p{Nd}/u;
const NO_ADDRESS = /^\(\s*\)/;
const ADDRESS = /^\s*(?:[a-z]+:\/\/|mailto:|www\.)/i;

/** Makes the marks within a line show all that was typed: marks that would leave something out are text. */
export function keepTextOfLines(markdown: MarkdownIt): void {
  markdown.inline.ruler.at('newline', newline);
  markdown.inline.ruler.at('escape', backslash);
  markdown.inline.ruler.before('emphasis', 'times', times);
  wrapInlineRule(markdown, 'link', (rule) => (state, silent) => isLink(state) && rule(state, silent));
  wrapInlineRule(markdown, 'backticks', (rule) => (state, silent) => {
    const start = state.pos;
    if (!rule(state, true)) return false;
    const taken = state.src.slice(start, state.pos);
    if (isVisible(taken.replaceAll('`', ''))) {
      state.pos = start;
      return rule(state, silent);
    }
    if (!silent) state.pending += taken;
    return true;
  });
}

/** Spaces at the ends of lines stay. */
function newline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '\n') return false;
  if (!silent) state.push('softbreak', 'br', 0);
  state.pos += 1;
  return true;
}

/** A backslash is always shown; what comes after it is no mark. Of `¯\_(ツ)_/¯` nobody wants to lose an arm. */
function backslash(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '\\') return false;
  const length = ASCII_PUNCTUATION.test(state.src[state.pos + 1] ?? '') ? 2 : 1;
  if (!silent) state.pending += state.src.slice(state.pos, Math.min(state.pos + length, state.posMax));
  state.pos = Math.min(state.pos + length, state.posMax);
  return true;
}

/** Asterisks between digits multiply, and one between letters does too: `2*3*4`, `a*b*c`. */
function times(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '*') return false;
  let end = state.pos;
  while (state.src[end] === '*') end += 1;
  const before = state.src[state.pos - 1] ?? '';
  const after = state.src[end] ?? '';
  if (!WITHIN_WORD.test(before) || !WITHIN_WORD.test(after)) return false;
  if (end - state.pos > 1 && !DIGIT.test(before) && !DIGIT.test(after)) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** A link has an address and a text, which is not some other address than its own. */
function isLink(state: StateInline): boolean {
  if (state.src[state.pos] !== '[') return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos, true);
  const label = state.src.slice(state.pos + 1, end);
  if (end < 0 || !isVisible(label) || NO_ADDRESS.test(state.src.slice(end + 1))) return false;
  if (!ADDRESS.test(label)) return true;
  return state.src.startsWith(`(${label})`, end + 1) && state.md.normalizeLinkText(label) === label;
}
