/** The edit of a message in its place. Whoever shows `text` reads it themselves: it changes with every key, and the rest does not. */
export interface OpenEdit {
  readonly id: string;
  /** It was begun in this tab. */
  readonly begun: boolean;
  readonly text: string;
  /** The text that it began with. */
  readonly from: string;
}
