import { addressAround } from './addresses.ts';
import { autolinkAt, linkTargetAt } from './links.ts';
import { type SignedName, signedNameAt } from './mention-at.ts';
import { isVisible } from './visible.ts';

/** A part of a line or paragraph that is more than text. `end` is the index behind it. */
export type Construct =
  | { kind: 'code'; end: number; from: number; to: number }
  /** Marks around nothing that can be seen: text. */
  | { kind: 'literal'; end: number }
  /** `[label](address "title")`; `labelEnd` is the index of the closing bracket. Address and title with their escapes. */
  | { kind: 'link'; end: number; labelEnd: number; address: string; title: string }
  /** `<address>`; an e-mail address may be without `mailto:`. */
  | { kind: 'autolink'; end: number; address: string }
  /** An address in the text, which begins before its colon. */
  | { kind: 'address'; end: number; start: number }
  | ({ kind: 'mention' } & SignedName);

const MARK = /[\\`<:@[\]]/g;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const ADDRESS_LABEL = /^\s*(?:[a-z]+:\/\/|mailto:|www\.)/i;

/**
 * The constructs of one paragraph, heading or table cell, by where their first mark stands (for an address, its
 * colon). They never overlap, but that a link holds those of its label. A label holds neither links nor mentions. In
 * linear time, whatever the text.
 */
export function scanInline(text: string): ReadonlyMap<number, Construct> {
  const found = new Map<number, Construct>();
  /** Of brackets that nothing has closed. */
  let openers: number[] = [];
  const mentions: number[] = [];
  const lastRuns = lastBackticks(text);
  let index = 0;

  function closeBracket(): number {
    const opener = openers.pop();
    const link = opener === undefined ? undefined : linkAt(text, opener, index);
    if (opener === undefined || !link) return index + 1;
    found.set(opener, link);
    // What is around a link is none.
    openers = [];
    while (Number(mentions.at(-1)) > opener) found.delete(mentions.pop() ?? 0);
    return link.end;
  }

  function take(construct: Construct | undefined): number {
    if (!construct) return index + 1;
    found.set(index, construct);
    if (construct.kind === 'mention') mentions.push(index);
    return construct.end;
  }

  for (;;) {
    MARK.lastIndex = index;
    const mark = MARK.exec(text);
    if (!mark) return found;
    index = mark.index;
    switch (mark[0]) {
      case '\\':
        index += ASCII_PUNCTUATION.test(text.charAt(index + 1)) ? 2 : 1;
        break;
      case '`':
        index = backticks();
        break;
      case '<': {
        const link = autolinkAt(text, index);
        index = take(link && { kind: 'autolink', ...link });
        break;
      }
      case ':': {
        const address = addressAround(text, index);
        index = take(address && { kind: 'address', ...address });
        break;
      }
      case '@': {
        const name = signedNameAt(text, index);
        index = take(name && { kind: 'mention', ...name });
        break;
      }
      case '[':
        openers.push(index);
        index += 1;
        break;
      default:
        index = closeBracket();
    }
  }

  /** As many backticks as began it end a piece of code; where there are none, they are text. */
  function backticks(): number {
    const from = endOfRun(text, index);
    const length = from - index;
    if ((lastRuns.get(length) ?? -1) < from) return from;
    for (let start = text.indexOf('`', from); start >= 0; ) {
      const end = endOfRun(text, start);
      if (end - start === length) {
        const kind = isVisible(text.slice(from, start)) ? 'code' : 'literal';
        return take(kind === 'code' ? { kind, end, from, to: start } : { kind, end });
      }
      start = text.indexOf('`', end);
    }
    return from;
  }
}

/** A label that is an address has to be that of its link: nobody is sent elsewhere than they read. */
function linkAt(text: string, opener: number, labelEnd: number): Extract<Construct, { kind: 'link' }> | undefined {
  const label = text.slice(opener + 1, labelEnd);
  const target = linkTargetAt(text, labelEnd + 1);
  if (!target || !isVisible(label)) return undefined;
  if (ADDRESS_LABEL.test(label) && !text.startsWith(`(${label})`, labelEnd + 1)) return undefined;
  return { kind: 'link', labelEnd, ...target };
}

function endOfRun(text: string, start: number): number {
  let end = start;
  while (text[end] === '`') end += 1;
  return end;
}

/** Where the last run of so many backticks begins, by their number. */
function lastBackticks(text: string): Map<number, number> {
  const runs = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) runs.set(run.length, index);
  return runs;
}
