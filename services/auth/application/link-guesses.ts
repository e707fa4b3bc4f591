/**
 * What links that do not work are counted by; together, for whoever comes from an address that is
 * not known.
 */
export function linkGuesses(page: 'reset' | 'invitation', address = 'nowhere'): string {
  return `${page} ${address}`;
}
