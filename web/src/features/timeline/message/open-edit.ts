/**
 * The edit of a message in its place. `text` changes with every key and the rest does not,
 * so only the component that shows it reads it.
 */
export interface OpenEdit {
  readonly id: string;
  /** It was begun in this tab. */
  readonly begun: boolean;
  readonly text: string;
  /** The text that it began with. */
  readonly from: string;
}
