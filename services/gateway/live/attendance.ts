import type { Entry } from './entry.ts';
import type { GroupKind } from './fanout.ts';
import type { Follower } from './follower.ts';
import type { Member } from './member.ts';
import type { Topic } from './topic.ts';

export interface AttendanceOptions {
  topic: Topic;
  kind: GroupKind;
  subscriber: Follower & Member;
}

/** What one subscriber takes part in: the followers of its feed from the start on, and the feed's fan-out while it is in live mode. Each is left once. */
export class Attendance {
  readonly #topic: Topic;
  readonly #kind: GroupKind;
  readonly #subscriber: Follower & Member;
  #isOpen = false;
  #isLive = false;

  constructor({ topic, kind, subscriber }: AttendanceOptions) {
    this.#topic = topic;
    this.#kind = kind;
    this.#subscriber = subscriber;
  }

  /** Follows the feed. Resolves once the topic knows of it. */
  async open(): Promise<void> {
    this.#topic.feed.followers.add(this.#subscriber);
    this.#isOpen = true;
    await this.#topic.opened();
  }

  /** Enters live mode, with what the subscriber has missed until now. */
  goLive(missed: readonly Entry[]): void {
    this.#isLive = true;
    this.#topic.feed.fanout.join(this.#kind, this.#subscriber, missed);
  }

  leaveLive(): void {
    if (!this.#isLive) return;
    this.#isLive = false;
    this.#topic.feed.fanout.leave(this.#kind, this.#subscriber);
  }

  close(): void {
    this.leaveLive();
    this.#topic.feed.followers.delete(this.#subscriber);
    if (this.#isOpen) this.#topic.left();
    this.#isOpen = false;
  }
}
