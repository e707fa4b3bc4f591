import { inlineParts } from './blocks.ts';
import { scanInline } from './inline.ts';
import { signedNameAt } from './mention-at.ts';
import { foldName } from './names.ts';

/** How many names one message may mention; further ones are text. */
export const MAX_MENTIONS = 20;
/** Where nothing of this stands, a text has neither code nor links, and all of it is read as one line. */
const MARKUP = /[`\\[<]|~~~|:\/\//;

/** Folded names that an `@` may mean; the first of them that is somebody's name is meant. */
export type Mention = readonly string[];

/**
 * Whom a message mentions, in the order of its text, each once, at most 20. Nobody is mentioned in code, in a link or an address, behind a
 * backslash or within a word. The names need not belong to anybody.
 */
export function mentionsIn(text: string): Mention[] {
  if (!text.includes('@')) return [];
  const found = new Map<string, Mention>();
  for (const names of MARKUP.test(text) ? inParts(text) : inLine(text)) {
    const mention = names.map(foldName);
    found.set(mention.join(' '), mention);
    if (found.size === MAX_MENTIONS) break;
  }
  return [...found.values()];
}

/** The one of the names that is meant, as it was typed: the first that somebody has. Where nobody has any, the first. */
export function meantName(names: readonly string[], isSomebody: (folded: string) => boolean): string {
  return names.find((name) => isSomebody(foldName(name))) ?? names[0] ?? '';
}

function* inLine(text: string): Generator<readonly string[]> {
  for (let index = text.indexOf('@'); index >= 0; ) {
    const name = signedNameAt(text, index);
    if (name) yield name.names;
    index = text.indexOf('@', name?.end ?? index + 1);
  }
}

function* inParts(text: string): Generator<readonly string[]> {
  for (const part of inlineParts(text)) {
    if (!part.includes('@')) continue;
    const constructs = [...scanInline(part)].sort(([one], [other]) => one - other);
    for (const [, construct] of constructs) if (construct.kind === 'mention') yield construct.names;
  }
}
