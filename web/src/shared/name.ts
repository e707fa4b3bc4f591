/** Whether a room or user may have this name: 1–64 letters, digits, '-' or '_' of any script. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{M}\p{N}_-]{1,64}$/u.test(name.normalize('NFC'));
}

/** Whether two names mean the same room or user. */
export function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
