/** The list that a kept text holds, whose items may be anything. Empty where nothing was kept, or no list. */
export function keptList(kept: string | null): unknown[] {
  try {
    const value: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
