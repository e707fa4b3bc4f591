import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { MemberOrder } from './room.enums.ts';
import { Room } from './room.type.ts';
import type { PeoplePageArgs } from './room-people.loader.ts';
import { createBanPages, createInvitationPages, createMemberPages } from './room-people.loader.ts';
import { RoomBan, RoomInvitation, RoomMember } from './room-people.type.ts';
import { RoomBanConnection, RoomInvitationConnection, RoomMemberConnection } from './room-people-connection.type.ts';

/** Who is in a room, who may not come in, and who may. */
@Resolver(() => Room)
export class RoomPeopleResolver {
  @FieldResolver(() => RoomMemberConnection, {
    description:
      'For who may read the room. A cursor is a place in its order: hand it back with the same order and search.',
  })
  @SameFor('readers')
  @Cost({ reads: 5, searched: 200 })
  async members(
    @Root() room: Room,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Beginnings of words of the username or the display name, in any order, letter case and accents aside.',
    })
    search: string | undefined,
    @Arg('order', () => MemberOrder, { nullable: true, defaultValue: 'NAME', description: 'Who comes first.' })
    order: MemberOrder,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = { ...pageOf(first, after), search, order };
    const { members, ...page } = await context.use(createMemberPages)(room.id, request);
    return toConnection({ items: members, ...pageInfo(page, request) }, (member) => new RoomMember(member));
  }

  @FieldResolver(() => RoomBanConnection, {
    description: 'Newest first. For owners, moderators and administrators; FORBIDDEN to others.',
  })
  @SameFor('viewer')
  @Cost(5)
  async bans(
    @Root() room: Room,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = pageOf(first, after);
    const { bans, ...page } = await context.use(createBanPages)(room.id, request);
    return toConnection({ items: bans, ...pageInfo(page, request) }, (ban) => new RoomBan(ban));
  }

  @FieldResolver(() => RoomInvitationConnection, {
    description: 'Newest first. For owners, moderators and administrators; FORBIDDEN to others.',
  })
  @SameFor('viewer')
  @Cost(5)
  async invitations(
    @Root() room: Room,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = pageOf(first, after);
    const { invitations, ...page } = await context.use(createInvitationPages)(room.id, request);
    return toConnection({ items: invitations, ...pageInfo(page, request) }, (one) => new RoomInvitation(one));
  }
}

@Resolver(() => RoomMember)
export class RoomMemberResolver {
  @FieldResolver(() => User, { description: 'Who has joined.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Root() { userId }: RoomMember, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(userId);
  }
}

@Resolver(() => RoomBan)
export class RoomBanResolver {
  @FieldResolver(() => User, { description: 'Who is kept out.' })
  @SameFor('viewer')
  @Cost(1)
  user(@Root() { userId }: RoomBan, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(userId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who banned.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Root() { byId }: RoomBan, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(byId);
  }
}

@Resolver(() => RoomInvitation)
export class RoomInvitationResolver {
  @FieldResolver(() => User, { description: 'Who may join.' })
  @SameFor('viewer')
  @Cost(1)
  user(@Root() { userId }: RoomInvitation, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(userId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who invited.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Root() { byId }: RoomInvitation, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(byId);
  }
}

function pageOf(first: number, after: string | undefined): PeoplePageArgs {
  return { first: pageSize('first', first), after };
}

function pageInfo(
  { cursors, hasMore, endCursor }: { cursors: string[]; hasMore: boolean; endCursor?: string | undefined },
  { after }: { after?: string | undefined },
) {
  return { cursors, endCursor, hasNextPage: hasMore, hasPreviousPage: after !== undefined };
}
