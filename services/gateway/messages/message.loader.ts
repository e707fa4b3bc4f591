import type { DeliveryStatus, Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import type { Reaction as ReactionRecord, ReadState } from '@confab/proto/messages/v1/messages_pb';
import { askEach } from '@confab/runtime/network/rpc/ask-each';
import { type Asking, createLoader, createPageLoader } from '../context/loader.ts';
import type { MessagePage } from './page-args.ts';

/** Users of one reaction that can be asked for. */
export const MAX_REACTION_USERS = 100;

export function createMessageLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<MessageRecord>(asking, async (ids) => {
    const found = await app.clients.messages.getMessages({ ids: [...ids] }, call);
    return new Map(found.messages.map((message) => [message.id, message]));
  });
}

export function createReactionLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<readonly ReactionRecord[]>(asking, async (ids) => {
    const found = await app.clients.messages.getReactions(
      { messageIds: [...ids], firstUsers: MAX_REACTION_USERS },
      call,
    );
    return new Map(Object.entries(found.messages).map(([id, { reactions }]) => [id, reactions]));
  });
}

export function createDeliveryLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<DeliveryStatus>(asking, async (ids) => {
    const { deliveries } = await app.clients.messages.getDeliveries({ messageIds: [...ids] }, call);
    return new Map(Object.entries(deliveries));
  });
}

/** Seq of the first message that the viewer has not read, by timeline. */
export function createFirstUnreadLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<number>(asking, async (ids) => {
    const { seqs } = await app.clients.messages.getFirstUnread({ timelineIds: [...ids] }, call);
    return new Map(Object.entries(seqs));
  });
}

/** Seq of the first unread message that mentions the viewer, by timeline. */
export function createFirstUnreadMentionLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<number>(asking, async (ids) => {
    const { seqs } = await app.clients.messages.getFirstUnreadMention({ timelineIds: [...ids] }, call);
    return new Map(Object.entries(seqs));
  });
}

/** The viewer's markers, by timeline. */
export function createReadStateLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<ReadState>(asking, async (ids) => {
    const { states } = await app.clients.messages.getReadStates({ timelineIds: [...ids] }, call);
    return new Map(ids.flatMap((id, at) => (states[at] ? [[id, states[at]] as const] : [])));
  });
}

/** Pages of timelines, by what is asked of each. */
export function createMessagePages(asking: Asking) {
  const { app, call } = asking;
  return createPageLoader(asking, (ids, page: MessagePage) =>
    askEach(ids, async (timelineIds) => {
      return (await app.clients.messages.listMessagesOfTimelines({ ...page, timelineIds }, call)).timelines;
    }),
  );
}
