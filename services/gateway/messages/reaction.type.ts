import type { Reaction as ReactionRecord } from '@confab/proto/messages/v1/messages_pb';
import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../execution/context.ts';
import { pageSize } from '../schema/page-size.ts';
import { MAX_REACTION_USERS } from './message.loader.ts';

@ObjectType({ simpleResolvers: true })
export class Reaction {
  @Field(() => String)
  readonly emoji: string;

  @Field(() => Int)
  readonly count: number;

  @Field(() => Boolean)
  readonly viewerReacted: boolean;

  readonly userIds: readonly string[];

  constructor(reaction: ReactionRecord) {
    this.emoji = reaction.emoji;
    this.count = reaction.count;
    this.viewerReacted = reaction.viewerReacted;
    this.userIds = reaction.userIds;
  }

  @Field(() => [User])
  users(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Ctx() context: GatewayContext,
  ) {
    const ids = this.userIds.slice(0, pageSize('first', first ?? 20, MAX_REACTION_USERS));
    return Promise.all(ids.map((id) => context.user(id)));
  }
}
