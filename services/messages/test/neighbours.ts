import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { RoomRole, RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import { createTestKey } from '@confab/runtime/testing/test-keys';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';

/**
 * The part of the other services that this one asks, over the same RPC: one room `lobby` and the
 * users who are its members.
 */
export interface Neighbours {
  token(userId: string): string;
  /** What was reported to the rooms service. */
  activity: Record<string, number>[];
}

const ROOM_ID = 'room1';

export async function serveNeighbours(rpc: { auth: Rpc; rooms: Rpc }, members: readonly string[]): Promise<Neighbours> {
  const key = createTestKey('key1');
  const activity: Record<string, number>[] = [];
  const userOf = (context: HandlerContext): string => {
    const payload = callOf(context).token?.split('.')[1] ?? '';
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
  };
  const accessTo = (context: HandlerContext) => {
    const isMember = members.includes(userOf(context));
    const role = isMember ? { role: RoomRole.MEMBER } : {};
    return { roomId: ROOM_ID, name: 'Lobby', canRead: true, canPost: isMember, ...role };
  };
  const auth: Partial<ServiceImpl<typeof AuthService>> = {
    getSigningKeys: () => ({ keys: [key] }),
    getUsers: ({ usernames }) => ({
      users: usernames.filter((name) => members.includes(name)).map((name) => ({ id: name, username: name })),
    }),
  };
  const rooms: Partial<ServiceImpl<typeof RoomService>> = {
    checkAccess({ room }, context) {
      if (room.value?.toLowerCase() !== (room.case === 'id' ? ROOM_ID : 'lobby')) {
        throw new AppError('NOT_FOUND', 'There is no such room.');
      }
      return accessTo(context);
    },
    checkAccessToRooms: ({ ids }, context) => ({
      rooms: ids.filter((id) => id === ROOM_ID).map(() => accessTo(context)),
    }),
    listJoinedRoomIds: (_request, context) => ({ ids: members.includes(userOf(context)) ? [ROOM_ID] : [] }),
    filterReaders: ({ userIds }) => ({ userIds: userIds.filter((id) => members.includes(id)) }),
    reportActivity({ lastActivityAtMs }) {
      activity.push(lastActivityAtMs);
      return {};
    },
  };
  await rpc.auth.serve(AuthService, auth as ServiceImpl<typeof AuthService>);
  await rpc.rooms.serve(RoomService, rooms as ServiceImpl<typeof RoomService>);
  return {
    activity,
    token: (userId) => key.sign({ sub: userId, name: userId, role: 'MEMBER', sid: `s-${userId}` }, { expiresIn: 600 }),
  };
}
