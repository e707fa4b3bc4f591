/**
 * Whether what is dragged or pasted is a file. A picture copied in a browser, and a file copied in a file manager, may come with markup or with their
 * name; what comes with both markup and text, such as cells of a table, is text with a picture of it.
 */
export function isFile(types: readonly string[]): boolean {
  return types.includes('Files') && !(types.includes('text/plain') && types.includes('text/html'));
}
