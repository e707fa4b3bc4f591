import type { Duplex } from 'node:stream';

/** Who can be asked to leave. */
export interface Guest {
  /** Goes at once, with a word to the client that it may come back. */
  sendAway(): void;
}

/** A connection that an address holds, or a request of its through a proxy. */
export interface Hold {
  readonly address: string;
  readonly raw: Duplex;
  /** Who came of it; until then the connection is simply closed. */
  guest: Guest | undefined;
}

interface Held extends Hold {
  older: Held | undefined;
  newer: Held | undefined;
  isHeld: boolean;
}

interface Holder {
  size: number;
  newest: Held;
}

/** What addresses hold, and which of them holds the most. Each step takes the same time with any number of either. */
export class Holds {
  readonly #holders = new Map<string, Holder>();
  /** Addresses by how much they hold. */
  readonly #bySize = new Map<number, Set<string>>();
  #most = 0;

  /** How much the address holds that holds the most. */
  get most(): number {
    return this.#most;
  }

  of(address: string): number {
    return this.#holders.get(address)?.size ?? 0;
  }

  add(address: string, raw: Duplex): Hold {
    const holder = this.#holders.get(address);
    const hold: Held = { address, raw, guest: undefined, older: holder?.newest, newer: undefined, isHeld: true };
    if (holder) {
      holder.newest.newer = hold;
      holder.newest = hold;
      holder.size += 1;
    } else {
      this.#holders.set(address, { size: 1, newest: hold });
    }
    const size = holder?.size ?? 1;
    this.#move(address, { from: size - 1, to: size });
    this.#most = Math.max(this.#most, size);
    return hold;
  }

  /** Once is enough; more often does nothing. */
  remove(given: Hold): void {
    const hold = given as Held;
    const holder = this.#holders.get(hold.address);
    if (!holder || !hold.isHeld) return;
    hold.isHeld = false;
    if (hold.older) hold.older.newer = hold.newer;
    if (hold.newer) hold.newer.older = hold.older;
    else if (hold.older) holder.newest = hold.older;
    hold.older = undefined;
    hold.newer = undefined;
    holder.size -= 1;
    if (holder.size === 0) this.#holders.delete(hold.address);
    this.#move(hold.address, { from: holder.size + 1, to: holder.size });
    if (!this.#bySize.has(this.#most)) this.#most -= 1;
  }

  /** What the address that holds the most has held for the shortest time. */
  newestOfMost(): Hold | undefined {
    const [address] = this.#bySize.get(this.#most) ?? [];
    return address === undefined ? undefined : this.#holders.get(address)?.newest;
  }

  #move(address: string, { from, to }: { from: number; to: number }): void {
    const before = this.#bySize.get(from);
    before?.delete(address);
    if (before?.size === 0) this.#bySize.delete(from);
    if (to === 0) return;
    const after = this.#bySize.get(to) ?? new Set();
    after.add(address);
    this.#bySize.set(to, after);
  }
}
