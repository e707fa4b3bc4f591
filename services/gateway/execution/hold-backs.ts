import type { Clock } from '@confab/runtime/clock/port';

/** How long nothing more is heard of whoever was refused for asking too much. */
const HELD_MS = 500;
/** Accounts up to which nobody is looked for whose time is over. */
const FIRST_SWEEP = 1_000;

/**
 * Who asks on after a refusal costs as much as somebody who is answered: they are heard slowly. Accounts as in `accountOf`.
 */
export interface HoldBacks {
  /** The account was refused something just now. */
  refused(account: string): void;
  /** Milliseconds until more of it is heard; 0: at once. */
  msFor(account: string): number;
}

/** Everybody is heard at once. */
export const NOBODY_HELD: HoldBacks = { refused() {}, msFor: () => 0 };

export function createHoldBacks(clock: Clock): HoldBacks {
  const until = new Map<string, number>();
  let nextSweep = FIRST_SWEEP;

  const sweep = (): void => {
    const now = clock.monotonic();
    for (const [account, end] of until) if (end <= now) until.delete(account);
    nextSweep = Math.max(FIRST_SWEEP, 2 * until.size);
  };

  return {
    refused(account) {
      if (until.size >= nextSweep) sweep();
      until.set(account, clock.monotonic() + HELD_MS);
    },
    msFor(account) {
      const end = until.get(account);
      if (end === undefined) return 0;
      const ms = Math.ceil(end - clock.monotonic());
      if (ms > 0) return ms;
      until.delete(account);
      return 0;
    },
  };
}
