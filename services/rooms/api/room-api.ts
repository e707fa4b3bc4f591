import type { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import type { Callers } from '@confab/runtime/network/identity/caller';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Activity } from '../application/activity.ts';
import type { Request } from '../application/commands/request.ts';
import type { RoomCommands } from '../application/commands/room-commands.ts';
import type { RoomLinks } from '../application/links/room-links.ts';
import { joinedRooms, listRooms, type RoomLists } from '../application/queries/list-rooms.ts';
import type { OwnInvitations } from '../application/queries/own-invitations.ts';
import type { RoomPeople } from '../application/queries/room-people.ts';
import type { RoomQueries } from '../application/queries/room-queries.ts';
import type { RoomViews } from '../application/queries/room-view.ts';
import type { RoomAccess } from '../domain/room/rights.ts';
import { linkHandlers } from './link-handlers.ts';
import { toLiveEvent } from './live-event.ts';
import {
  fromProtoOrder,
  fromProtoPosting,
  fromProtoRole,
  fromProtoVisibility,
  toProtoRole,
  toProtoRoom,
} from './mapping.ts';
import { atMost, LIST_PAGE, pageSize } from './page-size.ts';
import { peopleHandlers } from './people-handlers.ts';
import type { Requests } from './requests.ts';

const EVENTS = { absent: 500, most: 1_000 };
const LOOKUPS = 1_000;

export interface RoomApiDeps extends RoomLists {
  requests: Requests;
  callers: Callers;
  commands: RoomCommands;
  queries: RoomQueries;
  views: RoomViews;
  people: RoomPeople;
  links: RoomLinks;
  ownInvitations: OwnInvitations;
  activity: Activity;
}

export function createRoomApi(deps: RoomApiDeps): ServiceImpl<typeof RoomService> {
  return { ...commandHandlers(deps), ...queryHandlers(deps), ...peopleHandlers(deps), ...linkHandlers(deps) };
}

function commandHandlers({ requests, commands, views }: RoomApiDeps) {
  const run = async (context: HandlerContext, command: (request: Request) => Promise<{ roomId: string }>) => {
    const request = await requests.command(context);
    const { roomId } = await command(request);
    return { room: toProtoRoom(await views.of(roomId, request.actor)) };
  };
  return {
    createRoom: ({ name, displayName, topic, visibility, posting }, context) =>
      run(context, (request) =>
        commands.create(request, {
          name,
          displayName,
          topic,
          visibility: fromProtoVisibility(visibility) ?? 'public',
          posting: fromProtoPosting(posting) ?? 'members',
        }),
      ),
    updateRoom: ({ room, displayName, topic, clearTopic, visibility, posting }, context) =>
      run(context, (request) =>
        commands.update(request, {
          room,
          displayName: displayName === '' ? null : displayName,
          topic: clearTopic ? null : topic,
          visibility: fromProtoVisibility(visibility),
          posting: fromProtoPosting(posting),
        }),
      ),
    archiveRoom: (input, context) => run(context, (request) => commands.archive(request, input)),
    restoreRoom: (input, context) => run(context, (request) => commands.restore(request, input)),
    async deleteRoom({ room }, context) {
      await commands.delete(await requests.command(context), { room });
      return {};
    },
    joinRoom: (input, context) => run(context, (request) => commands.join(request, input)),
    leaveRoom: (input, context) => run(context, (request) => commands.leave(request, input)),
    async declineInvitation({ room }, context) {
      await commands.declineInvitation(await requests.command(context), { room });
      return {};
    },
    inviteToRoom: ({ room, username }, context) =>
      run(context, (request) => commands.invite(request, { room, username })),
    kickFromRoom: ({ room, username, reason }, context) =>
      run(context, (request) => commands.kick(request, { room, username, reason })),
    banFromRoom: ({ room, username, reason }, context) =>
      run(context, (request) => commands.ban(request, { room, username, reason })),
    unbanFromRoom: ({ room, username }, context) =>
      run(context, (request) => commands.unban(request, { room, username })),
    setRoomRole: ({ room, username, role }, context) =>
      run(context, (request) => commands.setRole(request, { room, username, role: fromProtoRole(role) })),
  } satisfies Partial<ServiceImpl<typeof RoomService>>;
}

function queryHandlers(deps: RoomApiDeps) {
  const { requests, callers, queries, views, lobby, activity, ownInvitations } = deps;
  return {
    async getRooms({ names, ids }, context) {
      const actor = await requests.actor(context);
      const wanted = { names: atMost('names', names, LOOKUPS), ids: atMost('ids', ids, LOOKUPS) };
      return { rooms: (await views.visible(wanted, actor)).map(toProtoRoom) };
    },
    async listRooms({ order, first, visibility, ...filter }, context) {
      const actor = await requests.actor(context);
      const page = await listRooms(deps, actor, {
        ...filter,
        visibility: fromProtoVisibility(visibility),
        order: fromProtoOrder(order),
        first: pageSize('first', first, LIST_PAGE),
      });
      return {
        rooms: page.rooms.map(({ room }) => toProtoRoom(room)),
        cursors: page.rooms.map(({ cursor }) => cursor),
        hasMore: page.hasMore,
      };
    },
    async listJoinedRoomIds(_request, context) {
      const joined = await joinedRooms(deps, (await requests.actor(context)).userId);
      return { ids: [...joined.keys()].filter((id) => lobby.get(id)) };
    },
    async listOwnInvitations({ first, after }, context) {
      const page = { first: pageSize('first', first, LIST_PAGE), after };
      const { invitations, ...rest } = await ownInvitations(page, await requests.actor(context));
      const shown = invitations.map(({ room, by, atMs }) => ({ room: toProtoRoom(room), byId: by, atMs }));
      return { invitations: shown, ...rest };
    },
    async checkAccess({ room }, context) {
      const actor = await requests.actor(context);
      const wanted = room.case === 'id' ? { id: room.value } : { name: room.value ?? '' };
      return toAccess(await queries.access(wanted, actor));
    },
    async checkAccessToRooms({ ids }, context) {
      const actor = await requests.actor(context);
      const rooms = await queries.accessToMany(atMost('ids', ids, LOOKUPS), actor);
      return { rooms: rooms.map(toAccess) };
    },
    async filterReaders({ roomId, userIds }, context) {
      callers.service(context);
      return { userIds: await queries.members(roomId, userIds) };
    },
    async getRoomNames({ ids }, context) {
      callers.service(context);
      return { names: await queries.names(ids) };
    },
    async reportActivity({ lastActivityAtMs }, context) {
      callers.service(context, 'messages');
      activity.report(lastActivityAtMs);
      return {};
    },
    async readRoomEvents({ roomId, after, limit }, context) {
      const actor = await requests.actor(context);
      const page = await queries.events({ roomId, after, limit: pageSize('limit', limit, EVENTS) }, actor);
      return { ...page, events: page.events.map((event) => toLiveEvent(roomId, event)) };
    },
  } satisfies Partial<ServiceImpl<typeof RoomService>>;
}

function toAccess({ id, role, ...access }: RoomAccess & { id: string; name: string }) {
  return { roomId: id, ...access, ...(role && { role: toProtoRole(role) }) };
}
