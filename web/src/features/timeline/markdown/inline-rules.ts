import { type Construct, scanInline } from '@confab/text/inline';
import type { MarkdownIt, StateInline } from 'markdown-it';
import { mentionOf, roomRule } from './mention-rule.ts';

const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
/** Scripts with spaces between words. In others emphasis begins and ends within what looks like one word. */
const WITHIN_WORD = /[\p{Nd}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const DIGIT = /\p{Nd}/u;
const ADDRESS_LABEL = /^\s*[a-z]+:/i;

/**
 * Code, links and mentions within a line are those of the grammar that the server reads too. The other marks are the library's: where they
 * would leave something out they are text.
 */
export function takeConstructs(markdown: MarkdownIt): void {
  const { ruler } = markdown.inline;
  ruler.at('newline', newline);
  ruler.at('escape', backslash);
  ruler.before('emphasis', 'times', times);
  ruler.before('escape', 'construct', constructRule());
  ruler.before('escape', 'room', roomRule);
}

/** The construct at the present place, if one begins there. A line is scanned once. */
function constructRule(): (state: StateInline, silent: boolean) => boolean {
  let scanned: { text: string; constructs: ReadonlyMap<number, Construct> } | undefined;
  return (state, silent) => {
    if (scanned?.text !== state.src) scanned = { text: state.src, constructs: scanInline(state.src) };
    const construct = scanned.constructs.get(state.pos);
    return construct !== undefined && !silent && push(state, construct);
  };
}

function push(state: StateInline, construct: Construct): boolean {
  switch (construct.kind) {
    case 'code':
      pushCode(state, state.src.slice(construct.from, construct.to));
      break;
    case 'literal':
      state.pending += state.src.slice(state.pos, construct.end);
      break;
    case 'mention':
      mentionOf(construct.names, state);
      return true;
    case 'link':
      if (showsWhereItLeads(state, construct)) pushLink(state, construct);
      else pushTwice(state, construct);
      break;
    case 'autolink':
      pushAddress(state, construct.address);
      break;
    case 'address': {
      // Within a label it is text.
      if (state.linkLevel > 0) return false;
      const scheme = state.pos - construct.start;
      state.pending = state.pending.slice(0, state.pending.length - scheme);
      pushAddress(state, state.src.slice(construct.start, construct.end));
    }
  }
  state.pos = construct.end;
  return true;
}

function pushCode(state: StateInline, typed: string): void {
  const content = typed.replaceAll('\n', ' ');
  const padded = content.startsWith(' ') && content.endsWith(' ') && /[^ ]/.test(content);
  state.push('code_inline', 'code', 0).content = padded ? content.slice(1, -1) : content;
}

type Link = Extract<Construct, { kind: 'link' }>;

/** A label that is an address is shown as it was typed only where that is the address which is opened. */
function showsWhereItLeads({ src, pos, md }: StateInline, { labelEnd }: Link): boolean {
  const label = src.slice(pos + 1, labelEnd);
  return !ADDRESS_LABEL.test(label) || md.normalizeLinkText(label) === label;
}

/** A label that is the address, as it was typed: both are shown, as the address that is opened. */
function pushTwice(state: StateInline, { address, labelEnd }: Link): void {
  state.pending += '[';
  pushAddress(state, state.src.slice(state.pos + 1, labelEnd));
  state.pending += '](';
  pushAddress(state, address);
  state.pending += ')';
}

function pushLink(state: StateInline, { labelEnd, address, title }: Link): void {
  const { md, posMax } = state;
  const { unescapeAll } = md.utils;
  const link = state.push('link_open', 'a', 1);
  link.attrs = [['href', md.normalizeLink(unescapeAll(address))]];
  if (title) link.attrs.push(['title', unescapeAll(title)]);
  state.pos += 1;
  state.posMax = labelEnd;
  state.linkLevel += 1;
  md.inline.tokenize(state);
  state.linkLevel -= 1;
  state.push('link_close', 'a', -1);
  state.posMax = posMax;
}

function pushAddress(state: StateInline, typed: string): void {
  const { md } = state;
  const opened = /^[a-z]+:/i.test(typed) ? typed : `mailto:${typed}`;
  state.push('link_open', 'a', 1).attrs = [['href', md.normalizeLink(opened)]];
  state.push('text', '', 0).content = md.normalizeLinkText(typed);
  state.push('link_close', 'a', -1);
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
