import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { required } from '../context/loader.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Room } from './room.type.ts';
import { RoomPayload } from './room-connection.type.ts';
import { JoinByInvitationInput } from './room-link.input.ts';
import { RoomInvitationLink } from './room-link.type.ts';
import { createRoomLinksLoader } from './room-links.loader.ts';

/** Links into a room: who follows one joins. */
@Resolver(() => Room)
export class RoomLinksResolver {
  @FieldResolver(() => [RoomInvitationLink], {
    description:
      'Links that work, newest first, fifty at most. For owners, moderators and administrators; FORBIDDEN to others.',
  })
  @SameFor('viewer')
  @Cost({ reads: 10, items: 50 })
  async invitationLinks(@Root() room: Room, @Ctx() context: GatewayContext) {
    const { links } = required(await context.use(createRoomLinksLoader).load(room.id), 'room');
    return links.map((link) => new RoomInvitationLink(link));
  }

  @Mutation(() => RoomPayload, {
    description:
      'Whoever has the link joins its room, a private one as well. NOT_FOUND for one that was revoked, used up or has expired, or whose room is archived; FORBIDDEN for who is banned. Members spend no use.',
  })
  async joinByInvitation(
    @Arg('input', () => JoinByInvitationInput) { token }: JoinByInvitationInput,
    @Ctx() context: GatewayContext,
  ): Promise<RoomPayload> {
    const { room } = await context.app.clients.rooms.joinByRoomLink({ token }, context.call);
    if (!room) throw new Error('rooms answered without the room');
    return { room: new Room(room, context.viewer.userId) };
  }
}

@Resolver(() => RoomInvitationLink)
export class RoomInvitationLinkResolver {
  @FieldResolver(() => User, { description: 'Who made it.' })
  @SameFor('viewer')
  @Cost(1)
  by(@Root() { byId }: RoomInvitationLink, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(byId);
  }
}
