/** Something that the app uses and a browser of the list lacks. */
export interface TooNew {
  /** As it is written: `.toSorted`, `Iterator`, `:has`, `field-sizing`. */
  name: string;
  lacking: readonly string[];
}

/** Each name once, in order. */
export function unique(found: readonly TooNew[]): TooNew[] {
  return [...new Map(found.map((each) => [each.name, each])).values()].sort((a, b) => a.name.localeCompare(b.name));
}
