import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { UserInput } from './administration.input.ts';
import { createBlockedUsers } from './blocked-users.loader.ts';
import { createUserLoader } from './user.loader.ts';
import { User } from './user.type.ts';

/** People whom one user blocks at most: a limit of the messages service. */
const MOST_BLOCKED = 1_000;

/** Whom users keep away from themselves. */
@Resolver(() => User)
export class BlockingResolver {
  @FieldResolver(() => [User], {
    description:
      "Whom the viewer blocks, the latest first. The viewer's own, of `me` alone; empty for anybody else, and wherever else the viewer is shown.",
  })
  @SameFor('viewer')
  @Cost({ reads: 10, of: 'blocks', items: MOST_BLOCKED, belowQuery: true })
  async blockedUsers(@Root() { id }: User, @Ctx() context: GatewayContext, @Info() { path }: GraphQLResolveInfo) {
    if (path.prev?.typename !== 'Query' || id !== context.viewer.userId) return [];
    return Promise.all(
      (await context.use(createBlockedUsers)).map((blockedId) => context.useOpenly(createUserLoader)(blockedId)),
    );
  }

  @Mutation(() => Boolean, {
    description:
      'No private messages, invitations, typing or mentions from this person to the viewer. The other side is not told: what it sends is shown to itself and stays `SENT`, also after `unblockUser`. At most 1,000 people; whoever blocks somebody cannot write to them (CONFLICT). Blocking again changes nothing.',
  })
  async blockUser(@Arg('input', () => UserInput) { username }: UserInput, @Ctx() context: GatewayContext) {
    await context.app.clients.messages.blockUser({ username }, context.call);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'What this person sends from now on arrives; what was withheld stays so. Changes nothing for somebody who is not blocked. Closed accounts can be unblocked too.',
  })
  async unblockUser(@Arg('input', () => UserInput) { username }: UserInput, @Ctx() context: GatewayContext) {
    await context.app.clients.messages.unblockUser({ username }, context.call);
    return true;
  }
}
