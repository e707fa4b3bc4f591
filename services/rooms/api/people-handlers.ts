import type { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import type { ServiceImpl } from '@connectrpc/connect';
import type { RoomPeople } from '../application/queries/room-people.ts';
import { toProtoRole } from './mapping.ts';
import { LIST_PAGE, pageSize } from './page-size.ts';
import type { Requests } from './requests.ts';

type PeopleHandlers = Pick<ServiceImpl<typeof RoomService>, 'listMembers' | 'listBans' | 'listInvitations'>;

/** Lists of the people of a room. */
export function peopleHandlers({ requests, people }: { requests: Requests; people: RoomPeople }): PeopleHandlers {
  const pageOf = ({ roomId, first, after }: { roomId: string; first: number; after?: string | undefined }) => ({
    roomId,
    first: pageSize('first', first, LIST_PAGE),
    after,
  });
  return {
    async listMembers({ search, ...request }, context) {
      const page = await people.members({ ...pageOf(request), search }, await requests.actor(context));
      const members = page.people.map(({ userId, role, joinedAtMs }) => ({
        ...{ userId, joinedAtMs },
        role: toProtoRole(role),
      }));
      return { members, cursors: page.cursors, hasMore: page.hasMore };
    },
    async listBans(request, context) {
      const page = await people.bans(pageOf(request), await requests.actor(context));
      const bans = page.people.map(({ userId, by, atMs, reason }) => ({ userId, byId: by, atMs, reason }));
      return { bans, cursors: page.cursors, hasMore: page.hasMore };
    },
    async listInvitations(request, context) {
      const page = await people.invitations(pageOf(request), await requests.actor(context));
      const invitations = page.people.map(({ userId, by, atMs }) => ({ userId, byId: by, atMs }));
      return { invitations, cursors: page.cursors, hasMore: page.hasMore };
    },
  };
}
