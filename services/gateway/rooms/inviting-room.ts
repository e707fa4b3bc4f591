import { create } from '@bufbuild/protobuf';
import type { InvitingRoom } from '@confab/proto/live/v1/live_pb';
import { PostingPolicy, RoomSchema, RoomVisibility } from '@confab/proto/rooms/v1/rooms_pb';
import type { GatewayContext } from '../context/context.ts';
import { required } from '../context/loader.ts';
import { createRoomLoader } from './room.loader.ts';
import { Room } from './room.type.ts';

/**
 * The room of an invitation as the viewer sees it now. A room that they may not know of any more is shown with what the invitation told of it: id, name and
 * time of creation. NOT_FOUND for one of before invitations told that.
 */
export async function invitingRoom(
  { roomId, room: told }: { roomId: string; room?: InvitingRoom | undefined },
  context: GatewayContext,
): Promise<Room> {
  const seen = await context.use(createRoomLoader).load(roomId);
  return new Room(seen ?? hidden(roomId, required(told, 'room')), context.viewer.userId);
}

function hidden(id: string, { name, createdAtMs }: InvitingRoom) {
  const rest = { visibility: RoomVisibility.PRIVATE, posting: PostingPolicy.MEMBERS };
  return create(RoomSchema, { id, name, createdAtMs, ...rest });
}
