/**
 * An array kept in order. Finding a position takes O(log n); making room for an item moves memory,
 * which for 100,000 items still is some microseconds, and pages are read from it directly.
 */
export class SortedList<Key, Item extends Key> {
  private readonly items: Item[] = [];
  private readonly compare: (a: Key, b: Key) => number;

  /** `compare` gives a total order: 0 only for the same item. */
  constructor(compare: (a: Key, b: Key) => number) {
    this.compare = compare;
  }

  get size(): number {
    return this.items.length;
  }

  insert(item: Item): void {
    this.items.splice(this.indexAfter(item), 0, item);
  }

  /** Takes the item out; its fields must still be those it was inserted with. */
  remove(item: Item): void {
    const index = this.indexAfter(item) - 1;
    if (this.items[index] === item) this.items.splice(index, 1);
  }

  /** Items behind the key, which need not be in the list; all of them without a key. */
  *after(key: Key | undefined): Iterable<Item> {
    for (let index = key === undefined ? 0 : this.indexAfter(key); index < this.items.length; index += 1) {
      yield this.items[index] as Item;
    }
  }

  private indexAfter(key: Key): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(this.items[middle] as Item, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
