import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';

const HOUR_MS = 3_600_000;
/**
 * Names that an address may find taken for each account that it may make: enough for somebody who
 * chooses, too few to list who is here.
 */
const TAKEN_NAMES = 3;

/** How many accounts are made in an hour. */
export interface RegistrationLimits {
  perAddress: number;
  /** From all addresses together. */
  total: number;
}

/** Counts accounts that are made, on all replicas together. */
export interface Registrations {
  /**
   * Makes an account. RATE_LIMITED where too many were made, from this address or altogether. What
   * fails is not counted, but for names that are taken, which have a larger limit of their own.
   * Where no address is known the limit of all holds alone.
   */
  make<T>(address: string | undefined, make: () => Promise<T>): Promise<T>;
}

interface Bucket {
  name: string;
  capacity: number;
  /** Which outcome the token is spent on; any other gives it back. */
  spentOn: Outcome;
}

type Outcome = 'made' | 'taken' | 'failed';

/**
 * Everything is taken before the attempt and given back after it, so that attempts at once count
 * each other. `limits` undefined: nothing is limited.
 */
export function createRegistrations(ephemeral: Ephemeral, limits: RegistrationLimits | undefined): Registrations {
  if (!limits) return { make: (_, make) => make() };
  const { perAddress, total } = limits;

  const change = ({ name, capacity }: Bucket, cost: 1 | -1) =>
    ephemeral.take(`auth:${name}`, { capacity, windowMs: HOUR_MS, cost });

  const bucketsOf = (address: string | undefined): readonly Bucket[] => {
    const all: Bucket = { name: 'registrations', capacity: total, spentOn: 'made' };
    if (address === undefined) return [all];
    return [
      all,
      { name: `registrations:${address}`, capacity: perAddress, spentOn: 'made' },
      { name: `taken:${address}`, capacity: TAKEN_NAMES * perAddress, spentOn: 'taken' },
    ];
  };

  const giveBack = (buckets: readonly Bucket[]) => Promise.all(buckets.map((bucket) => change(bucket, -1)));

  return {
    async make(address, make) {
      const buckets = bucketsOf(address);
      const waits = await Promise.all(buckets.map((bucket) => change(bucket, 1)));
      const retryAfterMs = Math.max(...waits);
      if (retryAfterMs > 0) {
        await giveBack(buckets.filter((_, i) => waits[i] === 0));
        throw new AppError('RATE_LIMITED', 'Too many accounts were made. Try again later.', { retryAfterMs });
      }
      let outcome: Outcome = 'failed';
      try {
        const made = await make();
        outcome = 'made';
        return made;
      } catch (error) {
        if (isAppError(error, 'ALREADY_EXISTS')) outcome = 'taken';
        throw error;
      } finally {
        await giveBack(buckets.filter(({ spentOn }) => spentOn !== outcome));
      }
    },
  };
}
