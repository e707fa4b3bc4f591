import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { subject } from '@confab/runtime/live/subject';
import { Conversation } from '../conversations/conversation.type.ts';
import { InboxOpened, InboxReset } from '../conversations/inbox-event.type.ts';
import { showInboxEvent } from '../conversations/show-inbox-event.ts';
import type { Clients } from '../execution/app.ts';
import type { GatewayContext } from '../execution/context.ts';
import { decodeCursor } from './cursor.ts';
import type { Feed } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import type { Receipts } from './receipts.ts';
import type { Topic } from './topic.ts';

const CONVERSATIONS = 50;

/** One user's durable inbox. */
export function createInboxSource({ messages }: Clients, userId: string): FeedSource {
  return {
    scope: { kind: 'inbox', id: userId },
    subjects: [subject('inbox', userId), subject('typing', userId)],
    streams: [`inbox-${userId}`],
    read: (_stream, range, call) => messages.readInboxEvents(range, call),
    concerns: () => true,
    show: showInboxEvent,
    effect: () => undefined,
    wantsReceipt: (event) => isFromOther(event, userId),
  };
}

function isFromOther({ event }: LiveEvent, userId: string): boolean {
  return event.case === 'directMessagePosted' && event.value.message?.authorId !== userId;
}

export interface InboxTopicOptions {
  feed: Feed;
  receipts: Receipts;
  /** The client's cursor. */
  after: string | undefined;
  context: GatewayContext;
}

/** Throws BAD_USER_INPUT for a cursor that is not of this user's inbox. */
export function createInboxTopic({ feed, receipts, after, context }: InboxTopicOptions): Topic {
  const { clients, clock } = context.app;
  const head = (positions: readonly number[]) => ({ cursor: feed.cursorAt(positions), at: clock.now() });
  return {
    feed,
    // A mention shows a message of a room: that it was edited or deleted, or the room left, no inbox is told.
    resumesFromLog: true,
    after: after === undefined ? undefined : decodeCursor(after, feed.source.scope, feed.source.streams.length),
    check: () => Promise.resolve(undefined),
    async snapshot() {
      const { positions } = feed;
      const found = await clients.messages.listConversations({ first: CONVERSATIONS }, context.call);
      const conversations = found.conversations.map((conversation) => new Conversation(conversation));
      const value = new InboxOpened(head(positions), conversations);
      return { shown: [value], positions, receiptSeq: positions[0] || undefined };
    },
    resumed: (positions) => [new InboxOpened(head(positions))],
    reset: (reason) => [new InboxReset(head(feed.positions), reason)],
    closed: () => [],
    read: (stream, range) => feed.source.read(stream, range, context.call),
    delivered: (seq) => receipts.delivered(seq, context.call),
    opened: () => undefined,
  };
}
