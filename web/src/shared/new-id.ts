/** A random id of 32 hexadecimal digits. `crypto.randomUUID` is missing where the page is served without TLS; this is not. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
