import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../graphql/page.type.ts';
import { Conversation } from './conversation.type.ts';

@ObjectType({ simpleResolvers: true, description: 'A conversation and its place in the list.' })
export class ConversationEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => Conversation)
  readonly node!: Conversation;
}

@ObjectType({ simpleResolvers: true, description: 'A page of conversations.' })
export class ConversationConnection {
  @Field(() => [ConversationEdge])
  readonly edges!: ConversationEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
