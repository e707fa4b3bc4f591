import type { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import type { Callers } from '@confab/runtime/identity/caller';
import { callOf } from '@confab/runtime/rpc/call';
import type { ServiceImpl } from '@connectrpc/connect';
import type { RoomLinks } from '../application/links/room-links.ts';
import { withSign } from '../application/links/shown-link.ts';
import type { RoomViews } from '../application/queries/room-view.ts';
import { toProtoRoom } from './mapping.ts';
import type { Requests } from './requests.ts';

export interface LinkHandlersDeps {
  requests: Requests;
  callers: Callers;
  links: RoomLinks;
  views: RoomViews;
}

/** Links into rooms. */
export function linkHandlers({ requests, callers, links, views }: LinkHandlersDeps) {
  return {
    async createRoomLink(input, context) {
      return links.create(await requests.command(context), input);
    },
    async revokeRoomLink({ id }, context) {
      await links.revoke(await requests.command(context), id);
      return {};
    },
    async joinByRoomLink({ token }, context) {
      const request = await requests.command(context);
      const { roomId } = await links.join(request, token);
      return { room: toProtoRoom(await views.of(roomId, request.actor)) };
    },
    async getRoomLink({ token }, context) {
      callers.service(context, 'gateway');
      const found = await links.find(token, callOf(context));
      if (!found) return {};
      const { room, by, expiresAtMs } = found;
      return { link: { name: room.name, displayName: room.displayName ?? room.name, byId: by, expiresAtMs } };
    },
    async listRoomLinks({ roomId }, context) {
      const open = await links.ofRoom(roomId, await requests.actor(context));
      return {
        links: open.map(({ linkId, by, createdAtMs, used, uses, expiresAtMs }) => ({
          id: withSign(linkId),
          byId: by,
          createdAtMs,
          used,
          uses,
          expiresAtMs,
        })),
      };
    },
  } satisfies Partial<ServiceImpl<typeof RoomService>>;
}
