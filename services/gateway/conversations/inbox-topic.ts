import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { subject } from '@confab/runtime/network/live/subject';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../context/clients.ts';
import type { GatewayContext } from '../context/context.ts';
import { subscribeTo } from '../context/subscription.ts';
import type { CursorScope } from '../live/cursor.ts';
import type { Feed } from '../live/feed.ts';
import type { FeedSource, LogPage } from '../live/feed-source.ts';
import type { Snapshot, Topic, TopicLog } from '../live/topic.ts';
import type { EventHead } from '../rooms/room-event.type.ts';
import { Conversation } from './conversation.type.ts';
import { InboxOpened, InboxReset } from './inbox-event.type.ts';
import { Receipts } from './receipts.ts';
import { showInboxEvent } from './show-inbox-event.ts';

const CONVERSATIONS = 50;
/** In one process inboxes cannot miss events, and there are many more of them than of rooms. */
const CHECK_FACTOR = 6;

/** Key of a user's inbox among the feeds of a gateway. */
export const inboxKey = (userId: string) => `inbox-${userId}`;

/** One user's durable inbox. */
export class InboxSource implements FeedSource {
  readonly scope: CursorScope;
  readonly subjects: readonly string[];
  readonly streams: readonly string[];
  readonly receipts: Receipts;
  readonly #messages: Clients['messages'];

  constructor({ messages }: Clients, userId: string) {
    this.#messages = messages;
    this.scope = { kind: 'inbox', id: userId };
    this.subjects = [subject('inbox', userId), subject('typing', userId)];
    this.streams = [`inbox-${userId}`];
    this.receipts = new Receipts({ messages, userId });
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
}

/** Throws BAD_USER_INPUT for the cursor. */
export function subscribeToInbox({ after }: { after?: string }, context: GatewayContext) {
  const { app, viewer } = context;
  const feed = app.feeds.follow(inboxKey(viewer.userId), {
    checkMs: app.live.headCheckMs * CHECK_FACTOR,
    create: () => new InboxSource(app.clients, viewer.userId),
  });
  return subscribeTo(new InboxTopic({ feed, context }), { after }, context);
}

/** One viewer's look at their inbox. */
export class InboxTopic implements Topic {
  readonly feed: Feed;
  readonly log: TopicLog;
  readonly #context: GatewayContext;

  constructor({ feed, context }: { feed: Feed; context: GatewayContext }) {
    this.feed = feed;
    this.#context = context;
    this.log = {
      // A mention shows a message of a room. No inbox is told that the message was deleted or edited,
      // or that the room was left.
      readsOnResume: true,
      resumed: (positions) => [new InboxOpened(this.#head(positions))],
      reset: (reason) => [new InboxReset(this.#head(feed.positions), reason)],
    };
  }

  get call(): CallOptions {
    return this.#context.call;
  }

  async snapshot(): Promise<Snapshot> {
    const { positions } = this.feed;
    const { messages } = this.#context.app.clients;
    const found = await messages.listConversations({ first: CONVERSATIONS }, this.call);
    const conversations = found.conversations.map((conversation) => new Conversation(conversation));
    const shown = [new InboxOpened(this.#head(positions), conversations)];
    return { shown, positions, receiptSeq: positions[0] || undefined };
  }

  #head(positions: readonly number[]): EventHead {
    return { cursor: this.feed.cursorAt(positions), at: this.#context.app.clock.now() };
  }
}
