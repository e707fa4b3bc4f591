import { LRUCache } from 'lru-cache';

export interface MemoryLimits {
  /** Entries, and the sum of their weights, for what only one owner has used. */
  each: { entries: number; weight: number };
  /** The same for all of that together, and once more for what several have used. */
  all: { entries: number; weight: number };
}

interface Held<Value> {
  owner: string;
  value: Value;
  weight: number;
}

interface Share {
  keys: Set<string>;
  weight: number;
}

/**
 * Remembers what is costly to make, so that no owner can push out what others use. Each owner has a share, in which new things of theirs push out their own oldest.
 * What a second owner asks for belongs to everybody from then on, and only what everybody uses pushes it out.
 */
export class DocumentMemory<Value> {
  readonly #limits: MemoryLimits;
  readonly #everybodys: LRUCache<string, Held<Value>>;
  readonly #own: LRUCache<string, Held<Value>>;
  readonly #shares = new Map<string, Share>();

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
    const { entries: max, weight: maxSize } = limits.all;
    const sizeCalculation = ({ weight }: Held<Value>) => weight;
    this.#everybodys = new LRUCache({ max, maxSize, sizeCalculation });
    this.#own = new LRUCache({ max, maxSize, sizeCalculation, dispose: (held, key) => this.#gone(key, held) });
  }

  /** Whether it is there, for whoever asks. Counts as no use. */
  peek(key: string): Value | undefined {
    return (this.#everybodys.peek(key) ?? this.#own.peek(key))?.value;
  }

  get(key: string, owner: string): Value | undefined {
    const known = this.#everybodys.get(key);
    if (known) return known.value;
    const held = this.#own.get(key);
    if (held && held.owner !== owner) {
      this.#own.delete(key);
      this.#everybodys.set(key, held);
    }
    return held?.value;
  }

  /** Keeps it unless it alone is more than an owner's share. */
  set(key: string, value: Value, { owner, weight }: { owner: string; weight: number }): void {
    const { each } = this.#limits;
    if (weight > each.weight) return;
    if (this.#everybodys.has(key)) {
      this.#everybodys.set(key, { owner, value, weight });
      return;
    }
    this.#own.delete(key);
    const share = this.#shares.get(owner) ?? { keys: new Set(), weight: 0 };
    for (const oldest of share.keys) {
      if (share.keys.size < each.entries && share.weight + weight <= each.weight) break;
      this.#own.delete(oldest);
    }
    share.keys.add(key);
    share.weight += weight;
    this.#shares.set(owner, share);
    this.#own.set(key, { owner, value, weight });
  }

  #gone(key: string, { owner, weight }: Held<Value>): void {
    const share = this.#shares.get(owner);
    if (!share?.keys.delete(key)) return;
    share.weight -= weight;
    if (share.keys.size === 0) this.#shares.delete(owner);
  }
}
