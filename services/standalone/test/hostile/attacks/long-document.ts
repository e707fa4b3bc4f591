const LONGEST_NAME = 200;
const FRAGMENTS = 40;

/** Spreads of fragments, and what declares them: some 16,000 characters, of which none can be left out. */
export function longFragments(type: string, selection: string): { spreads: string; declared: string } {
  const names = Array.from({ length: FRAGMENTS }, (_, at) => longName(`F${at}`));
  return {
    spreads: names.map((name) => `...${name}`).join(' '),
    declared: names.map((name) => `fragment ${name} on ${type} { ${selection} }`).join(' '),
  };
}

/** As long as a name may be. */
export const longName = (name: string): string => name.padEnd(LONGEST_NAME, 'x');
