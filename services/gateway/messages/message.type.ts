import { DeliveryStatus as DeliveryCode, type Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Cost } from '../graphql/cost.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { Node } from '../graphql/node.type.ts';
import { SameFor } from '../graphql/same-for.ts';

export const DeliveryStatus = { SENT: 'SENT', DELIVERED: 'DELIVERED', READ: 'READ' } as const;
export type DeliveryStatus = keyof typeof DeliveryStatus;
registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: 'How far a private message has come.',
  valuesConfig: {
    SENT: { description: 'Stored.' },
    DELIVERED: { description: 'Received by a device of the recipient.' },
    READ: { description: "Below the recipient's read marker." },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What somebody wrote in a room or a private conversation, as it stands now.',
})
@SameFor('everybody')
export class Message extends Node {
  override readonly id: string;

  @Field(() => Int, {
    description:
      'Position of the posting in its timeline, from 1; grows, with gaps where edits and reactions lie. As text it is the cursor of the message in `messages`.',
  })
  readonly seq: number;

  @Field(() => String, { nullable: true, description: 'Null once deleted.' })
  @Cost(1)
  readonly text: string | undefined;

  @Field(() => String, {
    nullable: true,
    description: 'The key the author sent with it; lets a client match its own pending message.',
  })
  readonly idempotencyKey: string | undefined;

  @Field(() => DateTime, { description: 'When it was stored, by the clock of the server.' })
  readonly sentAt: number;

  @Field(() => DateTime, { nullable: true, description: 'Of the last edit; null if there was none.' })
  readonly editedAt: number | undefined;

  @Field(() => DateTime, { nullable: true, description: 'Null unless deleted.' })
  readonly deletedAt: number | undefined;

  readonly record: MessageRecord;
  /** As it was at the moment of posting: nobody has reacted, nothing was delivered. What came later comes as events. */
  readonly fresh: boolean;

  constructor(message: MessageRecord, { fresh = false }: { fresh?: boolean } = {}) {
    super();
    this.id = message.id;
    this.seq = message.seq;
    this.text = message.text;
    this.idempotencyKey = message.idempotencyKey;
    this.sentAt = message.sentAtMs;
    this.editedAt = message.editedAtMs;
    this.deletedAt = message.deletedAtMs;
    this.record = message;
    this.fresh = fresh;
  }
}

/** `SENT` for what the messages service knows nothing of yet. */
export function toDelivery(code: DeliveryCode | undefined): DeliveryStatus {
  if (code === DeliveryCode.READ) return 'READ';
  return code === DeliveryCode.DELIVERED ? 'DELIVERED' : 'SENT';
}
