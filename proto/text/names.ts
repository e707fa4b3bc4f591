/** Most names as they are compared: already folded. */
const PLAIN = /^[0-9a-z_-]{1,64}$/;

/** How names are addressed and looked up: lower-cased NFC. Total: a name that could never exist is simply not found. */
export function foldName(raw: string): string {
  return PLAIN.test(raw) ? raw : raw.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Whether two names mean the same room or user. */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** Whether a room or user may have this name, as far as its length and signs go: 1–64 letters (with marks), digits, `-` or `_`. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{M}\p{N}_-]{1,64}$/u.test(name.normalize('NFC'));
}
