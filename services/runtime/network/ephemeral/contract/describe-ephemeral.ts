import { eventually } from '../../../testing/eventually.ts';
import type { Ephemeral } from '../port.ts';

/** One ephemeral store of a driver, as two processes see it, and its time. */
export interface EphemeralFixture {
  one: Ephemeral;
  other: Ephemeral;
  /** Lets so many milliseconds pass. */
  elapse(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** What every driver of `Ephemeral` keeps. Windows are long, so that a driver with a real clock passes too. */
export function describeEphemeral(driver: string, open: () => Promise<EphemeralFixture>): void {
  describe(`${driver} as Ephemeral`, () => {
    let ephemeral: EphemeralFixture;
    beforeEach(async () => {
      ephemeral = await open();
    });
    afterEach(() => ephemeral.close());

    it('brings a payload to every subscriber of its topic, in order', async () => {
      const seen: object[] = [];
      await ephemeral.other.subscribe('typing', (payload) => void seen.push(payload));
      await ephemeral.other.subscribe('other', () => void seen.push({ wrong: true }));
      for (let n = 0; n < 10; n++) ephemeral.one.publish('typing', { n });
      await eventually(() => expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => ({ n }))));
    });

    it('brings nothing after unsubscribe', async () => {
      const seen: string[] = [];
      const first = await ephemeral.other.subscribe('typing', () => void seen.push('first'));
      await ephemeral.other.subscribe('typing', () => void seen.push('second'));
      first.unsubscribe();
      ephemeral.one.publish('typing', {});
      await eventually(() => expect(seen).toEqual(['second']));
    });

    const limit = { capacity: 3, windowMs: 3_000 };

    it('grants up to the capacity at once, then says how long to wait', async () => {
      for (let i = 0; i < 3; i++) expect(await ephemeral.one.take('b', limit)).toBe(0);
      const waitMs = await ephemeral.one.take('b', limit);
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(1_000);
    });

    it('counts for all processes together and for each bucket alone', async () => {
      expect(await ephemeral.one.take('b', { ...limit, cost: 2 })).toBe(0);
      expect(await ephemeral.other.take('b', { ...limit, cost: 2 })).toBeGreaterThan(0);
      expect(await ephemeral.other.take('c', { ...limit, cost: 3 })).toBe(0);
    });

    it('grants again after the time it named', async () => {
      expect(await ephemeral.one.take('b', { ...limit, cost: 3 })).toBe(0);
      const waitMs = await ephemeral.one.take('b', limit);
      await ephemeral.elapse(waitMs);
      expect(await ephemeral.one.take('b', limit)).toBe(0);
      expect(await ephemeral.one.take('b', limit)).toBeGreaterThan(0);
    });

    it('grants a request of more than the capacity from a full bucket', async () => {
      expect(await ephemeral.one.take('b', { ...limit, cost: 10 })).toBe(0);
      expect(await ephemeral.one.take('b', { ...limit, cost: 10 })).toBeGreaterThan(0);
    });

    it('takes back what it had granted, and holds no more than its capacity for that', async () => {
      expect(await ephemeral.one.take('b', { ...limit, cost: 3 })).toBe(0);
      expect(await ephemeral.other.take('b', { ...limit, cost: -2 })).toBe(0);
      expect(await ephemeral.one.take('b', { ...limit, cost: 2 })).toBe(0);
      expect(await ephemeral.one.take('b', limit)).toBeGreaterThan(0);
      expect(await ephemeral.one.take('b', { ...limit, cost: -100 })).toBe(0);
      expect(await ephemeral.one.take('b', { ...limit, cost: 3 })).toBe(0);
      expect(await ephemeral.one.take('b', limit)).toBeGreaterThan(0);
    });

    it('takes nothing for what it refuses', async () => {
      expect(await ephemeral.one.take('b', { ...limit, cost: 2 })).toBe(0);
      for (let i = 0; i < 5; i++) expect(await ephemeral.one.take('b', { ...limit, cost: 3 })).toBeGreaterThan(0);
      expect(await ephemeral.one.take('b', limit)).toBe(0);
    });
  });
}
