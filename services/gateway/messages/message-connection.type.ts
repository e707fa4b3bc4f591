import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/page.type.ts';
import { Message } from './message.type.ts';

@ObjectType({ simpleResolvers: true })
export class MessageEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Message)
  readonly node!: Message;
}

@ObjectType({ simpleResolvers: true })
export class MessageConnection {
  @Field(() => [MessageEdge])
  readonly edges!: MessageEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true })
export class MessagePayload {
  @Field(() => Message)
  readonly message!: Message;
}

@ObjectType({ simpleResolvers: true })
export class MarkReadPayload {
  @Field(() => Int)
  readonly lastReadSeq!: number;

  @Field(() => Int)
  readonly unreadCount!: number;
}
