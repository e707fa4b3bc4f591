import { eventually } from '../../../testing/eventually.ts';
import type { LeaseHolder, LeaseShare, Leases } from '../port.ts';

/** The leases of one service of a driver. */
export interface LeasesFixture {
  /** As one more process sees them; where the driver knows only one, the same each time. */
  join(): Promise<Leases>;
  close(): Promise<void>;
}

/** Notes what a holder is told. */
export function createNotingHolder(): LeaseHolder & { held: Set<string>; told: string[] } {
  const held = new Set<string>();
  const told: string[] = [];
  return {
    held,
    told,
    gained(name) {
      held.add(name);
      told.push(`+${name}`);
    },
    lost(name) {
      held.delete(name);
      told.push(`-${name}`);
    },
  };
}

/** What every driver of `Leases` keeps. */
export function describeLeases(driver: string, open: () => Promise<LeasesFixture>): void {
  describe(`${driver} as Leases`, () => {
    let fixture: LeasesFixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture.close());

    it('gives everything to a process that is alone', async () => {
      const holder = createNotingHolder();
      const share: LeaseShare = await (await fixture.join()).share(['a', 'b', 'c'], holder);
      await eventually(() => expect([...holder.held].sort()).toEqual(['a', 'b', 'c']));
      expect(['a', 'b', 'c', 'd'].map((name) => share.holds(name))).toEqual([true, true, true, false]);
      await share.close();
    });

    it('takes everything back once, in the end', async () => {
      const holder = createNotingHolder();
      const share = await (await fixture.join()).share(['a', 'b'], holder);
      await eventually(() => expect(holder.held.size).toBe(2));
      await share.close();
      await share.close();
      expect(holder.told.toSorted()).toEqual(['+a', '+b', '-a', '-b']);
      expect(share.holds('a')).toBe(false);
    });
  });
}
