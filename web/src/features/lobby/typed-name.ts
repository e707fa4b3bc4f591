/** The name of a room as somebody types it, with or without the sign that rooms are named with in messages. */
export function typedName(typed: string): string {
  return typed.trim().replace(/^#/, '');
}

/** What a new room is called. The name is its address, which has no spaces; what people see of it has them, where some were typed. */
export function newRoomNamed(typed: string): { name: string; displayName: string | null } {
  const called = typedName(typed).replace(/\s+/gu, ' ');
  const name = called.replaceAll(' ', '-');
  return { name, displayName: name === called ? null : called };
}
