import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { subject } from '@confab/runtime/network/live/subject';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../context/app.ts';
import type { GatewayContext } from '../context/context.ts';
import type { Asker } from '../live/asker.ts';
import type { CursorScope } from '../live/cursor.ts';
import type { Feed } from '../live/feed.ts';
import type { FeedSource, LogPage } from '../live/feed-source.ts';
import type { Snapshot, Topic } from '../live/topic.ts';
import type { EventHead, ResetReason } from '../rooms/room-event.type.ts';
import { Conversation } from './conversation.type.ts';
import { InboxOpened, InboxReset } from './inbox-event.type.ts';
import type { Receipts } from './receipts.ts';
import { showInboxEvent } from './show-inbox-event.ts';

const CONVERSATIONS = 50;

/** One user's durable inbox. */
export class InboxSource implements FeedSource {
  readonly #messages: Clients['messages'];
  readonly #userId: string;

  constructor({ messages }: Clients, userId: string) {
    this.#messages = messages;
    this.#userId = userId;
  }

  get scope(): CursorScope {
    return { kind: 'inbox', id: this.#userId };
  }
  get subjects(): readonly string[] {
    return [subject('inbox', this.#userId), subject('typing', this.#userId)];
  }
  get streams(): readonly string[] {
    return [`inbox-${this.#userId}`];
  }

  read(_stream: number, range: { after: number; limit: number }, call: CallOptions): Promise<LogPage> {
    return this.#messages.readInboxEvents(range, call);
  }

  concerns(): boolean {
    return true;
  }

  show(event: LiveEvent, cursor: string): object | undefined {
    return showInboxEvent(event, cursor);
  }

  effect(): undefined {}

  wantsReceipt({ event }: LiveEvent): boolean {
    return event.case === 'directMessagePosted' && event.value.message?.authorId !== this.#userId;
  }
}

/** One viewer's look at their inbox. */
export class InboxTopic implements Topic {
  readonly feed: Feed;
  // A mention shows a message of a room: that it was deleted, or edited and mentions on, or the room left, no inbox is told.
  readonly resumesFromLog = true;
  readonly #receipts: Receipts;
  readonly #context: GatewayContext;

  constructor({ feed, receipts, context }: { feed: Feed; receipts: Receipts; context: GatewayContext }) {
    this.feed = feed;
    this.#receipts = receipts;
    this.#context = context;
  }

  get call(): CallOptions {
    return this.#context.call;
  }

  check(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async snapshot(): Promise<Snapshot> {
    const { positions } = this.feed;
    const { messages } = this.#context.app.clients;
    const found = await messages.listConversations({ first: CONVERSATIONS }, this.call);
    const conversations = found.conversations.map((conversation) => new Conversation(conversation));
    const shown = [new InboxOpened(this.#head(positions), conversations)];
    return { shown, positions, receiptSeq: positions[0] || undefined };
  }

  resumed(positions: readonly number[]): readonly object[] {
    return [new InboxOpened(this.#head(positions))];
  }

  reset(reason: ResetReason): readonly object[] {
    return [new InboxReset(this.#head(this.feed.positions), reason)];
  }

  closed(): readonly object[] {
    return [];
  }

  read(stream: number, range: { after: number; limit: number }): Promise<LogPage> {
    return this.feed.source.read(stream, range, this.call);
  }

  delivered(seq: number, device: Asker): void {
    this.#receipts.delivered(seq, [device]);
  }

  opened(): undefined {}

  left(): void {}

  #head(positions: readonly number[]): EventHead {
    return { cursor: this.feed.cursorAt(positions), at: this.#context.app.clock.now() };
  }
}
