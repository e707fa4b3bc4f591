import type { Reaction as ReactionRecord } from '@confab/proto/messages/v1/messages_pb';
import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { MAX_REACTION_USERS } from './message.loader.ts';

@ObjectType({ simpleResolvers: true, description: 'One emoji, with all who reacted with it to a message.' })
@SameFor('everybody')
export class Reaction {
  @Field(() => String, {
    description: 'A single emoji in its one form, fully qualified after UTS #51; it may be several code points.',
  })
  readonly emoji: string;

  @Field(() => Int, { description: 'Users who reacted so.' })
  readonly count: number;

  @Field(() => Boolean, { description: 'Whether the viewer is one of them.' })
  @SameFor('viewer')
  readonly viewerReacted: boolean;

  readonly userIds: readonly string[];

  constructor(reaction: ReactionRecord) {
    this.emoji = reaction.emoji;
    this.count = reaction.count;
    this.viewerReacted = reaction.viewerReacted;
    this.userIds = reaction.userIds;
  }

  @Field(() => [User], { description: 'The first so many, 1–100; who reacted first comes first.' })
  @SameFor('everybody')
  @Cost({ reads: 0, most: 3 })
  users(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1–100.' })
    first: number,
    @Ctx() context: GatewayContext,
  ) {
    const ids = this.userIds.slice(0, pageSize('first', first, MAX_REACTION_USERS));
    return Promise.all(ids.map((id) => context.useOpenly(createUserLoader)(id)));
  }
}
