import type { Entry } from './entry.ts';
import { Group, type GroupOptions } from './group.ts';
import { type GroupKind, PayloadMemory } from './rendering.ts';
import type { Subscriber } from './subscriber.ts';

/** The groups of one feed. */
export class Fanout {
  readonly #groups = new Map<string, Group>();
  readonly #options: GroupOptions;

  constructor(options: Omit<GroupOptions, 'memory'>) {
    this.#options = { ...options, memory: new PayloadMemory() };
  }

  /** That of the subscribers who are in live mode with this key, if there are any: one for all who share it. */
  kindOf(key: string): GroupKind | undefined {
    return this.#groups.get(key)?.kind;
  }

  join(kind: GroupKind, member: Subscriber, missed: readonly Entry[]): void {
    let group = this.#groups.get(kind.key);
    if (!group) {
      group = new Group(kind, this.#options);
      this.#groups.set(kind.key, group);
    }
    group.join(member, missed);
  }

  leave(kind: GroupKind, member: Subscriber): void {
    const group = this.#groups.get(kind.key);
    group?.leave(member);
    if (group?.size === 0) this.#groups.delete(kind.key);
  }

  /** One batch: to each socket it goes as one write. */
  publish(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    // What was shown of a message that changes now may be part of any other payload: of an answer to it, of a page of the room.
    if (entries.some(({ outdates }) => outdates !== undefined)) this.#options.memory.forget();
    for (const group of this.#groups.values()) group.publish(entries);
  }
}
