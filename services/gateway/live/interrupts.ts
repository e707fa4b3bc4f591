import type { ResetReason } from './feed-source.ts';

/** What a subscription has to do before it goes on. */
export type Interrupt =
  | { kind: 'drain' }
  | { kind: 'wait'; ms: number }
  | { kind: 'recheck' }
  | { kind: 'restart'; reason: ResetReason };

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/** The interrupt of one subscription that is still to be dealt with. The last one counts, but nothing replaces a restart. */
export class Interrupts {
  #pending: Interrupt | undefined;
  #failures = 0;

  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  get isRestart(): boolean {
    return this.#pending?.kind === 'restart';
  }

  add(interrupt: Interrupt): void {
    if (!this.isRestart) this.#pending = interrupt;
  }

  take(): Interrupt | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    return pending;
  }

  /** A pause for something that failed, longer each time in a row. */
  pause(): Interrupt {
    this.#failures += 1;
    return { kind: 'wait', ms: Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS) };
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
