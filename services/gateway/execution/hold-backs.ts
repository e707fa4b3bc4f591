import type { Clock } from '@confab/runtime/kernel/clock/port';

/** How long nothing more is heard of whoever was refused for asking too much. */
const HELD_MS = 500;

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
  /** In the order in which they end: all last as long. */
  const until = new Map<string, number>();

  return {
    refused(account) {
      const now = clock.monotonic();
      for (const [other, end] of until) {
        if (end > now) break;
        until.delete(other);
      }
      until.delete(account);
      until.set(account, now + HELD_MS);
    },
    msFor(account) {
      const end = until.get(account);
      if (end === undefined) return 0;
      return Math.max(0, Math.ceil(end - clock.monotonic()));
    },
  };
}
