const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Whether a reader can see anything of a text. Every text of a message is visible. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
