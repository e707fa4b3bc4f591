import { eventually } from '@confab/runtime/testing/eventually';

export interface RoomEvent {
  __typename: string;
  message?: { seq: number; text: string; author: { username: string } };
  room?: { topic: string; bans: { edges: { node: { reason: string } }[] } };
}

/** What somebody was told beside what they should have been told. */
export class Journal {
  readonly #author: string;
  readonly #events: RoomEvent[] = [];
  readonly #seenAt = new Map<string, number>();
  /** Messages whose posting was acknowledged. */
  readonly acknowledged: { seq: number; text: string }[] = [];
  /** Topics that the room was given, in order. */
  readonly topics: string[] = [];
  /** Texts that a friend sent, and everything that came into the inbox. */
  readonly whispered: string[] = [];
  readonly inbox: unknown[] = [];

  constructor(author: string) {
    this.#author = author;
  }

  see(event: RoomEvent): void {
    this.#events.push(event);
    const { text, author } = event.message ?? {};
    if (text !== undefined && author?.username === this.#author) this.#seenAt.set(text, performance.now());
  }

  /** When the author's own message came. */
  seenAt(text: string): number {
    return this.#seenAt.get(text) ?? Number.NaN;
  }

  hasSeenAll(): boolean {
    return this.#seenAt.size === this.acknowledged.length;
  }

  /**
   * Each message came once and in order, each change of the room with what a moderator may read, and
   * into the inbox what the friend wrote and nothing else.
   */
  async missedNothing(secret: string): Promise<void> {
    const messages = this.#events.flatMap(({ message }) => message ?? []);
    const own = messages.filter(({ author }) => author.username === this.#author);
    expect(own.map(({ seq, text }) => ({ seq, text }))).toEqual(
      this.acknowledged.toSorted((one, other) => one.seq - other.seq),
    );
    const seqs = messages.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
    const rooms = () => this.#events.flatMap(({ room }) => room ?? []);
    await eventually(() => expect(rooms()).toHaveLength(this.topics.length));
    // A room is told as it is by then: it may have been changed again.
    for (const [at, { topic, bans }] of rooms().entries()) {
      expect(this.topics.indexOf(topic)).toBeGreaterThanOrEqual(at);
      expect(bans.edges.map(({ node }) => node.reason)).toEqual([secret]);
    }
    await eventually(() => expect(this.inbox).toEqual(this.whispered.map((text) => ({ text }))));
  }
}
