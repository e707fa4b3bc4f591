import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { createUserPresenceLoader } from './presence.loader.ts';

/** Whether a user is online. */
@Resolver(() => User)
export class UserPresenceResolver {
  @FieldResolver(() => Boolean, { description: 'Holds at least one live connection.' })
  @SameFor('everybody')
  @Cost({ reads: 3, of: 'presence' })
  async online(@Root() user: User, @Ctx() context: GatewayContext) {
    return (await context.useOpenly(createUserPresenceLoader).load(user.id))?.online ?? false;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'Null while online, or if never seen.' })
  @SameFor('everybody')
  @Cost({ reads: 3, of: 'presence' })
  async lastSeenAt(@Root() user: User, @Ctx() context: GatewayContext) {
    const presence = await context.useOpenly(createUserPresenceLoader).load(user.id);
    return presence?.online ? null : presence?.lastSeenAtMs;
  }
}
