import { localTexts } from '../browser/local-texts.ts';

/** How often each emoji was picked in this browser. */
const KEY = 'confab.emoji';
/** Of so many. Those picked least make room. */
const MOST = 100;

/** By its characters, those picked most first. */
export function pickedEmoji(): readonly (readonly [unicode: string, count: number])[] {
  try {
    const kept: unknown = JSON.parse(localTexts.get(KEY) ?? '{}');
    const counts = Object.entries(kept ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    );
    return counts.sort(([, one], [, other]) => other - one);
  } catch {
    return [];
  }
}

/** Remembers that one was picked. */
export function countPick(unicode: string): void {
  const counts = new Map(pickedEmoji());
  const count = (counts.get(unicode) ?? 0) + 1;
  counts.delete(unicode);
  // One that is new stands before the others of its count, or it would be the first to go.
  const next = [[unicode, count] as const, ...counts].sort(([, one], [, other]) => other - one);
  localTexts.set(KEY, JSON.stringify(Object.fromEntries(next.slice(0, MOST))));
}
