/** How many colours names are given. */
export const TINTS = 12;

/** The number of the colour of a name, 0 to `TINTS` − 1: the same on every device, whatever the case of its letters. */
export function tintOf(name: string): number {
  let hash = 0;
  for (const letter of name.normalize('NFC').toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % TINTS;
}

/** The colour of a name. Each passes as text on every ground of both themes. */
export function hueOf(name: string): string {
  return `var(--hue-${tintOf(name)})`;
}
