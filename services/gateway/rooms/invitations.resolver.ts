import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Invitation, InvitationConnection } from './invitation.type.ts';
import { RoomInput } from './rooms.input.ts';

const NONE = { items: [], cursors: [], hasNextPage: false, hasPreviousPage: false };

/** What the viewer is invited to. */
@Resolver(() => User)
export class InvitationsResolver {
  @FieldResolver(() => InvitationConnection, {
    description:
      "Rooms that the viewer is invited to and has neither joined nor declined, newest first. The viewer's own, of `me` alone; empty for anybody else, and wherever else the viewer is shown.",
  })
  @SameFor('viewer')
  @Cost({ reads: 10, each: 5, belowQuery: true })
  async invitations(
    @Root() { id }: User,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
    @Info() { path }: GraphQLResolveInfo,
  ) {
    const request = { first: pageSize('first', first), after };
    const { userId } = context.viewer;
    const isOwn = path.prev?.typename === 'Query' && id === userId;
    if (!isOwn) return toConnection(NONE, (none) => none);
    const found = await context.app.clients.rooms.listOwnInvitations(request, context.call);
    const page = {
      items: found.invitations,
      cursors: found.cursors,
      hasNextPage: found.hasMore,
      hasPreviousPage: after !== undefined,
    };
    return toConnection(page, (invitation) => new Invitation(invitation, userId));
  }

  @Mutation(() => Boolean, {
    description:
      'Ends the invitation on all devices; the viewer may be invited again. Changes nothing where there is none; NOT_FOUND for a room that the viewer may not know, such as a private one that they declined before.',
  })
  async declineInvitation(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    await context.app.clients.rooms.declineInvitation({ room }, context.call);
    return true;
  }
}

@Resolver(() => Invitation)
export class InvitationResolver {
  @FieldResolver(() => User, { description: 'Who invited, the last of several.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Root() { byId }: Invitation, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(byId);
  }
}
