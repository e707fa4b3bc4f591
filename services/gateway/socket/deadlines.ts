/** How exactly a deadline is kept. */
const TICK_MS = 1_000;

/** Things to do later, all after the same time. One timer for any number of them, which therefore fires up to a second late. */
export class Deadlines<Item> {
  readonly #afterMs: number;
  readonly #onDue: (item: Item) => void;
  /** When each is due, in the order of that. */
  readonly #due = new Map<Item, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(afterMs: number, onDue: (item: Item) => void) {
    this.#afterMs = afterMs;
    this.#onDue = onDue;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  set(item: Item): void {
    this.#due.set(item, performance.now() + this.#afterMs);
  }

  clear(item: Item): void {
    this.#due.delete(item);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    for (const [item, at] of this.#due) {
      if (at > now) return;
      this.#due.delete(item);
      this.#onDue(item);
    }
  }
}
