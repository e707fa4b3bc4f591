/** The name of a room as somebody types it, with or without the sign that rooms are named with in messages. */
export function typedName(typed: string): string {
  return typed.trim().replace(/^#/, '');
}
