import type { DeliveryStatus, Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import type { Reaction as ReactionRecord, ReadState } from '@confab/proto/messages/v1/messages_pb';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../execution/app.ts';
import { createLoader } from '../execution/loader.ts';

/** Users of one reaction that can be asked for. */
export const MAX_REACTION_USERS = 100;

export function createMessageLoader({ messages }: Clients, call: CallOptions) {
  return createLoader<MessageRecord>(async (ids) => {
    const found = await messages.getMessages({ ids: [...ids] }, call);
    return new Map(found.messages.map((message) => [message.id, message]));
  });
}

export function createReactionLoader({ messages }: Clients, call: CallOptions) {
  return createLoader<readonly ReactionRecord[]>(async (ids) => {
    const found = await messages.getReactions({ messageIds: [...ids], firstUsers: MAX_REACTION_USERS }, call);
    return new Map(Object.entries(found.messages).map(([id, { reactions }]) => [id, reactions]));
  });
}

export function createDeliveryLoader({ messages }: Clients, call: CallOptions) {
  return createLoader<DeliveryStatus>(async (ids) => {
    const { deliveries } = await messages.getDeliveries({ messageIds: [...ids] }, call);
    return new Map(Object.entries(deliveries));
  });
}

/** Seq of the first message that the viewer has not read, by timeline. */
export function createFirstUnreadLoader({ messages }: Clients, call: CallOptions) {
  return createLoader<number>(async (ids) => {
    const { seqs } = await messages.getFirstUnread({ timelineIds: [...ids] }, call);
    return new Map(Object.entries(seqs));
  });
}

/** The viewer's markers, by timeline. */
export function createReadStateLoader({ messages }: Clients, call: CallOptions) {
  return createLoader<ReadState>(async (ids) => {
    const { states } = await messages.getReadStates({ timelineIds: [...ids] }, call);
    return new Map(ids.flatMap((id, at) => (states[at] ? [[id, states[at]] as const] : [])));
  });
}
