import { type CheckAccessResponse, RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { foldName } from '@confab/runtime/names/name';
import { withCall } from '@confab/runtime/rpc/call';
import type { Rpc } from '@confab/runtime/rpc/port';
import type { ActivitySink, RoomAccess, RoomRights } from '../application/ports.ts';

/** Asks the rooms service; rights on the user's behalf, memberships of others and activity on this service's own. */
export function createRoomsClient({
  rpc,
  newCorrelationId,
}: {
  rpc: Rpc;
  newCorrelationId(): string;
}): RoomAccess & ActivitySink {
  const rooms = rpc.client(RoomService);
  return {
    async check(room, { token, correlationId }) {
      const query =
        'id' in room ? ({ case: 'id', value: room.id } as const) : ({ case: 'name', value: room.name } as const);
      const call = token === undefined ? { correlationId } : { token, correlationId };
      return toRights(await rooms.checkAccess({ room: query }, withCall(call)));
    },
    async membersAmong(roomId, userIds, { correlationId }) {
      const { userIds: members } = await rooms.filterReaders(
        { roomId, userIds: [...userIds] },
        withCall({ correlationId }),
      );
      return members;
    },
    async report(lastActivityAtMs) {
      const call = { correlationId: newCorrelationId() };
      await rooms.reportActivity({ lastActivityAtMs: Object.fromEntries(lastActivityAtMs) }, withCall(call));
    },
  };
}

function toRights({ roomId, name, canRead, canPost, canModerate, banned, role }: CheckAccessResponse): RoomRights {
  const rights = { canRead, canPost, canModerate, isBanned: banned, isMember: role !== undefined };
  return { roomId, roomName: foldName(name), rights };
}
