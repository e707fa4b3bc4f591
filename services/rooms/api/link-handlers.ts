import type { MessageInitShape } from '@bufbuild/protobuf';
import type { RoomLinksSchema, RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { withSign } from '@confab/runtime/kernel/ids/link-token';
import type { Callers } from '@confab/runtime/network/identity/caller';
import { answerEach } from '@confab/runtime/network/rpc/answer-each';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { ServiceImpl } from '@connectrpc/connect';
import type { RoomLinks } from '../application/links/room-links.ts';
import type { RoomLinkDoc } from '../application/projections/room-links.ts';
import type { RoomViews } from '../application/queries/room-view.ts';
import { toProtoRoom } from './mapping.ts';
import { atMost } from './page-size.ts';
import { MOST_ROOMS } from './people-handlers.ts';
import type { Requests } from './requests.ts';

/** Of one link, by and large. */
const LINK_BYTES = 150;

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
    async listLinksOfRooms({ roomIds }, context) {
      const actor = await requests.actor(context);
      const ofRoom = async (roomId: string) => toLinks(await links.ofRoom(roomId, actor));
      const each = { owner: actor.userId, atOnce: links.atOnce, weigh: weighLinks };
      return { rooms: await answerEach(atMost('roomIds', roomIds, MOST_ROOMS), each, ofRoom) };
    },
  } satisfies Partial<ServiceImpl<typeof RoomService>>;
}

function toLinks(open: readonly RoomLinkDoc[]): MessageInitShape<typeof RoomLinksSchema> {
  const links = open.map(({ linkId, by, createdAtMs, used, uses, expiresAtMs }) => ({
    ...{ id: withSign(linkId), byId: by, createdAtMs, used },
    ...{ uses, expiresAtMs },
  }));
  return { links };
}

function weighLinks({ links }: MessageInitShape<typeof RoomLinksSchema>): number {
  return (links?.length ?? 0) * LINK_BYTES;
}
