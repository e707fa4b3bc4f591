import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import type { Message, MessageKey } from '../../domain/message.ts';
import { messageId, parseMessageId, peerOf } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { type Delivery, readDelivery } from '../projections/inbox-reader.ts';
import { readMessages } from '../projections/messages.ts';
import { checkIds, type QueryContext, turnsOf } from './query-context.ts';

export type DeliveryStatus = 'SENT' | 'DELIVERED' | 'READ';

const NOTHING_YET: Delivery = { deliveredSeq: 0, readSeq: 0 };

/**
 * Status by message id of private messages that the caller sent; all others are left out. What was
 * withheld from the recipient stays SENT, whatever they read later.
 */
export async function getDeliveries(
  { store }: QueryContext,
  { userId }: Caller,
  messageIds: readonly string[],
): Promise<Map<string, DeliveryStatus>> {
  checkIds('messageIds', messageIds);
  const keys = messageIds.map(parseMessageId).filter((key): key is MessageKey => {
    return key !== undefined && peerOf(key.timelineId, userId) !== undefined;
  });
  const messages = await readMessages(store.projections, keys);
  const own = messages.map(({ message }) => message).filter(({ authorId }) => authorId === userId);
  const timelineIds = [...new Set(own.map(({ timelineId }) => timelineId))];
  const deliveries = await inTurns(timelineIds, turnsOf({ store }, userId), (id) =>
    readDelivery(store.projections, userId, id),
  );
  const byTimeline = new Map(timelineIds.map((id, index) => [id, deliveries[index]]));
  return new Map(
    own.map((message) => {
      return [messageId(message), statusOf(message, byTimeline.get(message.timelineId))];
    }),
  );
}

function statusOf({ seq, withheld }: Message, { deliveredSeq, readSeq }: Delivery = NOTHING_YET): DeliveryStatus {
  if (withheld) return 'SENT';
  return seq <= readSeq ? 'READ' : seq <= deliveredSeq ? 'DELIVERED' : 'SENT';
}
