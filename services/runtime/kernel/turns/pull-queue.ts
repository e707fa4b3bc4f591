interface Waiting<Item> {
  resolve(result: IteratorResult<Item>): void;
  reject(error: unknown): void;
}

/**
 * Values that are taken out one by one, in order, by whoever asks with `pull`. There is one such taker, who asks again once it has dealt with the last
 * value: an iterator's `next()`.
 */
export class PullQueue<Item> {
  readonly #items: Item[] = [];
  #waiting: Waiting<Item> | undefined;
  #ended = false;

  /** Somebody waits, and there is nothing for them yet. */
  get isWanted(): boolean {
    return this.#waiting !== undefined && this.#items.length === 0;
  }

  pull(): Promise<IteratorResult<Item>> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#serve();
    });
  }

  push(items: readonly Item[]): void {
    this.#items.push(...items);
    this.#serve();
  }

  clear(): void {
    this.#items.length = 0;
  }

  /** Nothing follows what is in it. */
  end(): void {
    this.#ended = true;
    this.#serve();
  }

  fail(error: unknown): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  #serve(): void {
    const waiting = this.#waiting;
    if (!waiting || (this.#items.length === 0 && !this.#ended)) return;
    this.#waiting = undefined;
    const item = this.#items.shift();
    waiting.resolve(item === undefined ? { done: true, value: undefined } : { done: false, value: item });
  }
}
