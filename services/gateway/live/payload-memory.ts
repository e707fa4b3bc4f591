const MAX_BYTES = 1024 * 1024;

/**
 * Bounds what the groups of one feed remember of their payloads together: where that has become too much, or what was said is taken back, all of them forget all
 * of it.
 */
export class PayloadMemory {
  readonly #maxBytes: number;
  #bytes = 0;
  #era = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** What was remembered in another era is forgotten. */
  get era(): number {
    return this.#era;
  }

  /** Room for one more payload; false where it would be too large to remember at all. */
  take(bytes: number): boolean {
    if (bytes > this.#maxBytes) return false;
    if (this.#bytes + bytes > this.#maxBytes) this.forget();
    this.#bytes += bytes;
    return true;
  }

  forget(): void {
    this.#era += 1;
    this.#bytes = 0;
  }
}
