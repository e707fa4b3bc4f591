import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';

/** How exactly a deadline is kept. */
const TICK_MS = 1_000;

/** Things to do later, all after the same time. One timer for any number of them, which therefore fires up to a second late. */
export class Deadlines<Item> {
  readonly #afterMs: number;
  readonly #onDue: (item: Item) => void;
  /** When each is due, in the order of that. */
  readonly #due = new Map<Item, number>();
  readonly #timer: Timer;

  constructor(afterMs: number, onDue: (item: Item) => void) {
    this.#afterMs = afterMs;
    this.#onDue = onDue;
    this.#timer = time.every(TICK_MS, () => this.#tick());
  }

  set(item: Item): void {
    this.#due.set(item, time.monotonic() + this.#afterMs);
  }

  clear(item: Item): void {
    this.#due.delete(item);
  }

  close(): void {
    this.#timer.cancel();
  }

  #tick(): void {
    const now = time.monotonic();
    for (const [item, at] of this.#due) {
      if (at > now) return;
      this.#due.delete(item);
      this.#onDue(item);
    }
  }
}
