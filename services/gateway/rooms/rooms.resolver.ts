import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ListRoomsRequestSchema, Room as RoomRecord } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { orderCode, postingCode, RoomOrder, RoomVisibility, roleCode, visibilityCode } from './room.enums.ts';
import { Room } from './room.type.ts';
import { RoomConnection, RoomPayload } from './room-connection.type.ts';
import { CreateRoomInput, RoomInput, RoomUserInput, SetRoomRoleInput, UpdateRoomInput } from './rooms.input.ts';

@Resolver()
export class RoomsResolver {
  @Query(() => Room, {
    nullable: true,
    description: 'NOT_FOUND for a room that does not exist, or that the viewer may not know.',
  })
  @Cost(5)
  async room(
    @Arg('name', () => String, { description: 'Its name, in any letter case.' }) name: string,
    @Ctx() context: GatewayContext,
  ) {
    const { rooms } = await context.app.clients.rooms.getRooms({ names: [name] }, context.call);
    if (!rooms[0]) throw new AppError('NOT_FOUND', 'There is no such room.');
    return show(rooms[0], context);
  }

  @Query(() => RoomConnection, {
    description:
      "Public rooms and the viewer's own private ones; for an administrator all. `search` is a part of the name or the display name; `joined` keeps only own rooms, or only others.",
  })
  @Cost(50)
  async rooms(
    @Arg('search', () => String, {
      nullable: true,
      description: 'A part of the name or the display name, letter case and accents aside.',
    })
    search: string | undefined,
    @Arg('joined', () => Boolean, {
      nullable: true,
      description: 'True: only rooms that the viewer is a member of; false: only others. Absent: both.',
    })
    joined: boolean | undefined,
    @Arg('archived', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'True: only rooms that are archived; false: only others.',
    })
    archived: boolean,
    @Arg('order', () => RoomOrder, { nullable: true, defaultValue: 'ONLINE', description: 'What comes first.' })
    order: RoomOrder,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      search,
      joined,
      archived,
      order: orderCode(order),
      first: pageSize('first', first),
      after,
    };
    return list(request, context);
  }

  @Query(() => RoomConnection, { description: 'Every room of the server, private ones too. Administrators only.' })
  @Cost(50)
  async allRooms(
    @Arg('search', () => String, {
      nullable: true,
      description: 'A part of the name or the display name, letter case and accents aside.',
    })
    search: string | undefined,
    @Arg('visibility', () => RoomVisibility, {
      nullable: true,
      description: 'Only public rooms, or only private ones. Absent: both.',
    })
    visibility: RoomVisibility | undefined,
    @Arg('order', () => RoomOrder, { nullable: true, defaultValue: 'NAME', description: 'What comes first.' })
    order: RoomOrder,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      every: true,
      search,
      visibility: visibility ? visibilityCode(visibility) : undefined,
      order: orderCode(order),
      first: pageSize('first', first),
      after,
    };
    return list(request, context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'The viewer becomes its owner. ALREADY_EXISTS for a taken name, also if that room is hidden from them.',
  })
  async createRoom(@Arg('input', () => CreateRoomInput) input: CreateRoomInput, @Ctx() context: GatewayContext) {
    const request = {
      name: input.name,
      displayName: input.displayName,
      topic: input.topic,
      visibility: visibilityCode(input.visibility ?? 'PUBLIC'),
      posting: postingCode(input.posting ?? 'MEMBERS'),
    };
    return payload(await context.app.clients.rooms.createRoom(request, context.call), context);
  }

  @Mutation(() => RoomPayload, { description: 'Owners and administrators.' })
  async updateRoom(@Arg('input', () => UpdateRoomInput) input: UpdateRoomInput, @Ctx() context: GatewayContext) {
    const { room, displayName, topic, visibility, posting } = input;
    const request = {
      room,
      displayName,
      topic: topic || undefined,
      clearTopic: topic === '',
      visibility: visibility ? visibilityCode(visibility) : undefined,
      posting: posting ? postingCode(posting) : undefined,
    };
    return payload(await context.app.clients.rooms.updateRoom(request, context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'Owners and administrators. The room is read and searched as before, and is in no list unless asked for; posts, reactions, edits, joins and invitations are FORBIDDEN. Told by RoomUpdated.',
  })
  async archiveRoom(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.archiveRoom({ room }, context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description: 'Owners and administrators. The room is in use again as it was. Told by RoomUpdated.',
  })
  async restoreRoom(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.restoreRoom({ room }, context.call), context);
  }

  @Mutation(() => Boolean, {
    description:
      "Owners and administrators. The room and its history are gone for everybody but an administrator's export; the name is free again.",
  })
  async deleteRoom(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    await context.app.clients.rooms.deleteRoom({ room }, context.call);
    return true;
  }

  @Mutation(() => RoomPayload, {
    description:
      'Public rooms take everybody who is not banned (FORBIDDEN), private ones the invited; administrators always. Who enters an empty room owns it. An archived room takes nobody (FORBIDDEN). Joining again changes nothing.',
  })
  async joinRoom(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.joinRoom({ room }, context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'At any time. The room of its last owner passes to the eldest moderator, else the eldest member. The invited decline by it, as by `declineInvitation`.',
  })
  async leaveRoom(@Arg('input', () => RoomInput) { room }: RoomInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.leaveRoom({ room }, context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'Members into public rooms, owners and moderators into private ones, administrators everywhere. Tells the user by InvitedToRoom. CONFLICT for who is banned; changes nothing for members and the invited.',
  })
  async inviteToRoom(@Arg('input', () => RoomUserInput) input: RoomUserInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.inviteToRoom(target(input), context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'Owners, moderators and administrators, on those below them (FORBIDDEN). Ends a membership, or takes an invitation back; the user may join again where the room lets them.',
  })
  async kickFromRoom(@Arg('input', () => RoomUserInput) input: RoomUserInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.kickFromRoom(target(input), context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      'Owners, moderators and administrators, on those below them (FORBIDDEN), members or not. Ends membership and invitation and keeps the user out. Banning again changes nothing.',
  })
  async banFromRoom(@Arg('input', () => RoomUserInput) input: RoomUserInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.banFromRoom(target(input), context.call), context);
  }

  @Mutation(() => RoomPayload, { description: 'Owners, moderators and administrators. Brings no membership back.' })
  async unbanFromRoom(@Arg('input', () => RoomUserInput) input: RoomUserInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.rooms.unbanFromRoom(target(input), context.call), context);
  }

  @Mutation(() => RoomPayload, {
    description:
      "Owners and administrators. Another owner's role only an administrator takes (FORBIDDEN). CONFLICT for who is no member, and where no owner would be left.",
  })
  async setRoomRole(@Arg('input', () => SetRoomRoleInput) input: SetRoomRoleInput, @Ctx() context: GatewayContext) {
    const request = { room: input.room, username: input.username, role: roleCode(input.role) };
    return payload(await context.app.clients.rooms.setRoomRole(request, context.call), context);
  }
}

async function list(request: MessageInitShape<typeof ListRoomsRequestSchema>, context: GatewayContext) {
  const { rooms, cursors, hasMore } = await context.app.clients.rooms.listRooms(request, context.call);
  const page = { items: rooms, cursors, hasNextPage: hasMore, hasPreviousPage: request.after !== undefined };
  return toConnection(page, (room) => show(room, context));
}

function show(room: RoomRecord, context: GatewayContext): Room {
  return new Room(room, context.viewer.userId);
}

function payload({ room }: { room?: RoomRecord | undefined }, context: GatewayContext): RoomPayload {
  if (!room) throw new Error('rooms answered without the room');
  return { room: show(room, context) };
}

function target({ room, username, reason }: RoomUserInput) {
  return { room, username, reason };
}
