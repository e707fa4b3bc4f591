/** JSON as people read it, a field a line. */
export function readable(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
