import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/page.type.ts';
import { Conversation } from './conversation.type.ts';

@ObjectType({ simpleResolvers: true })
export class ConversationEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Conversation)
  readonly node!: Conversation;
}

@ObjectType({ simpleResolvers: true })
export class ConversationConnection {
  @Field(() => [ConversationEdge])
  readonly edges!: ConversationEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
