/** Something that is remembered for whoever made it be remembered. */
export interface Owned {
  /** Undefined once several use it. */
  readonly owner: string | undefined;
}

interface Kept<Value> {
  value: Value;
  weight: number;
  usedAt: number;
}

/** The part of the cache that one owner may fill. */
const SHARE = 1 / 4;

/**
 * A cache that nobody can empty for others. Where it is full, what was used longest ago goes; and where somebody fills more than
 * their share, of what is theirs alone.
 */
export class FairCache<Key, Value extends Owned> {
  readonly #capacity: number;
  readonly #kept = new Map<Key, Kept<Value>>();
  #weight = 0;
  /** Counts uses: what is used often is young. */
  #now = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(key: Key): Value | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#now += 1;
    kept.usedAt = this.#now;
    return kept.value;
  }

  /** Whether it is there; not a use. */
  has(key: Key): boolean {
    return this.#kept.has(key);
  }

  /** What weighs more than a tenth of all is not kept: it would cost too many others their place. */
  set(key: Key, value: Value, weight: number): void {
    this.delete(key);
    if (weight > this.#capacity / 10) return;
    this.#now += 1;
    this.#kept.set(key, { value, weight, usedAt: this.#now });
    this.#weight += weight;
    while (this.#weight > this.#capacity) this.#evict();
  }

  delete(key: Key): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#weight -= kept.weight;
  }

  /** Looks at all of it, which takes some 50 µs for a thousand: less than it takes to make one of them. */
  #evict(): void {
    const greedy = this.#overShare();
    let oldest = Number.POSITIVE_INFINITY;
    let loser: Key | undefined;
    for (const [key, { value, usedAt }] of this.#kept) {
      if (usedAt > oldest || (greedy !== undefined && value.owner !== greedy)) continue;
      oldest = usedAt;
      loser = key;
    }
    if (loser !== undefined) this.delete(loser);
  }

  /** Whoever fills most, if that is more than their share. */
  #overShare(): string | undefined {
    const weights = new Map<string, number>();
    let most = this.#capacity * SHARE;
    let greedy: string | undefined;
    for (const { value, weight } of this.#kept.values()) {
      if (value.owner === undefined) continue;
      const sum = (weights.get(value.owner) ?? 0) + weight;
      weights.set(value.owner, sum);
      if (sum <= most) continue;
      most = sum;
      greedy = value.owner;
    }
    return greedy;
  }
}
