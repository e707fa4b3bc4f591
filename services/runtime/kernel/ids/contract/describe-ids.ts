import { ID_FORMAT, type Ids } from '../port.ts';

/** What every source of `Ids` keeps. */
export function describeIds(driver: string, create: () => Ids): void {
  describe(`${driver} as Ids`, () => {
    it('makes different ids of 20 safe characters', () => {
      const ids = create();
      const made = Array.from({ length: 10_000 }, () => ids.next());
      expect(new Set(made).size).toBe(made.length);
      const format = new RegExp(`^${ID_FORMAT}$`);
      for (const id of made) expect(id).toMatch(format);
    });
  });
}
