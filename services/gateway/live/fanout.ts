import type { Entry } from './entry.ts';
import { Group, type GroupOptions } from './group.ts';
import type { Member } from './member.ts';

/** What decides which subscribers share execution, and how it is done for them. */
export interface GroupKind {
  /** Equal for operations whose results are equal. */
  key: string;
  render: GroupOptions['render'];
}

/** The groups of one feed. */
export class Fanout {
  readonly #groups = new Map<string, Group>();
  readonly #options: Omit<GroupOptions, 'render'>;

  constructor(options: Omit<GroupOptions, 'render'>) {
    this.#options = options;
  }

  join(kind: GroupKind, member: Member, missed: readonly Entry[]): void {
    let group = this.#groups.get(kind.key);
    if (!group) {
      group = new Group({ ...this.#options, render: kind.render });
      this.#groups.set(kind.key, group);
    }
    group.join(member, missed);
  }

  leave(kind: GroupKind, member: Member): void {
    const group = this.#groups.get(kind.key);
    group?.leave(member);
    if (group?.size === 0) this.#groups.delete(kind.key);
  }

  /** One batch: to each socket it goes as one write. */
  publish(entries: readonly Entry[]): void {
    if (entries.length > 0) for (const group of this.#groups.values()) group.publish(entries);
  }
}
