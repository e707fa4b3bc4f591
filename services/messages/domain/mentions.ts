import { foldName } from '@confab/runtime/names/name';

/** How many users one message may mention; further names are plain text. Bounds the streams of one commit. */
export const MAX_MENTIONS = 20;
/** An `@` at the start of a word, then a name. */
const MENTION = /(?<![\p{L}\p{M}\p{N}_@.-])@([\p{L}\p{M}\p{N}_-]{1,64})/gu;

/** Folded names that a text mentions, each once, in their order, at most 20. They need not belong to anybody. */
export function mentionedNames(text: string): string[] {
  if (!text.includes('@')) return [];
  const names = new Set<string>();
  for (const [, name] of text.matchAll(MENTION)) {
    if (name) names.add(foldName(name));
    if (names.size === MAX_MENTIONS) break;
  }
  return [...names];
}
