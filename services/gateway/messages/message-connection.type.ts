import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../graphql/page.type.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Message } from './message.type.ts';

export const MessageOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
export type MessageOrder = keyof typeof MessageOrder;
registerEnumType(MessageOrder, {
  name: 'MessageOrder',
  description: 'What a list of messages of many rooms is ordered by. A cursor holds for either order.',
  valuesConfig: {
    NEWEST: { description: 'What was sent last comes first.' },
    OLDEST: { description: 'What was sent first comes first.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A message and its place in the list.' })
@SameFor('everybody')
export class MessageEdge {
  @Field(() => String, { description: 'For `after` and `before`. In `messages` of a place it is the `seq` as text.' })
  readonly cursor!: string;

  @Field(() => Message)
  readonly node!: Message;
}

@ObjectType({ simpleResolvers: true, description: 'A page of messages.' })
@SameFor('everybody')
export class MessageConnection {
  @Field(() => [MessageEdge], { description: 'Ascending by `seq`; what was searched for or listed, by time.' })
  readonly edges!: MessageEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true, description: 'The message as it stands now.' })
export class MessagePayload {
  @Field(() => Message, { description: 'As the change left it.' })
  readonly message!: Message;
}

@ObjectType({ simpleResolvers: true, description: 'How much is left to read.' })
export class MarkReadPayload {
  @Field(() => Int, {
    description: 'Where the marker is now: reading never moves it back, and no further than the newest event.',
  })
  readonly lastReadSeq!: number;

  @Field(() => Int, { description: 'Messages by others behind the marker, at most 1,000.' })
  readonly unreadCount!: number;
}
