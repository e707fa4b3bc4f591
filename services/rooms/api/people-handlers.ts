import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  ListBansResponseSchema,
  ListInvitationsResponseSchema,
  ListMembersResponseSchema,
  RoomService,
} from '@confab/proto/rooms/v1/rooms_pb';
import { answerEach } from '@confab/runtime/network/rpc/answer-each';
import type { ServiceImpl } from '@connectrpc/connect';
import type { BanDoc } from '../application/projections/bans.ts';
import type { MembershipDoc } from '../application/projections/memberships.ts';
import type { InvitationDoc } from '../application/projections/open-invitations.ts';
import { createMemberSearch } from '../application/queries/member-search.ts';
import type { PageOfRoom, PeoplePage, RoomPeople } from '../application/queries/room-people.ts';
import { toProtoRole } from './mapping.ts';
import { atMost, LIST_PAGE, pageSize } from './page-size.ts';
import type { Requests } from './requests.ts';

type PeopleHandlers = Pick<
  ServiceImpl<typeof RoomService>,
  'listMembersOfRooms' | 'listBansOfRooms' | 'listInvitationsOfRooms'
>;

/** Rooms whose people one request may ask for. */
export const MOST_ROOMS = 200;
/** Of one entry of a list, by and large. */
const ENTRY_BYTES = 150;

interface AskedPage {
  first: number;
  after?: string | undefined;
}

/** Lists of the people of many rooms at once. */
export function peopleHandlers({ requests, people }: { requests: Requests; people: RoomPeople }): PeopleHandlers {
  return {
    async listMembersOfRooms({ roomIds, search, ...page }, context) {
      const { actor, call } = await requests.command(context);
      const wanted = createMemberSearch(search, call);
      const ofRoom = async (roomId: string) =>
        toMembers(await people.members({ ...pageOf({ ...page, roomId }), search: wanted }, actor));
      return { rooms: await answerEach(atMost('roomIds', roomIds, MOST_ROOMS), each(actor.userId), ofRoom) };
    },
    async listBansOfRooms({ roomIds, ...page }, context) {
      const actor = await requests.actor(context);
      const ofRoom = async (roomId: string) => toBans(await people.bans(pageOf({ ...page, roomId }), actor));
      return { rooms: await answerEach(atMost('roomIds', roomIds, MOST_ROOMS), each(actor.userId), ofRoom) };
    },
    async listInvitationsOfRooms({ roomIds, ...page }, context) {
      const actor = await requests.actor(context);
      const ofRoom = async (roomId: string) =>
        toInvitations(await people.invitations(pageOf({ ...page, roomId }), actor));
      return { rooms: await answerEach(atMost('roomIds', roomIds, MOST_ROOMS), each(actor.userId), ofRoom) };
    },
  };

  function each(owner: string) {
    return { owner, atOnce: people.atOnce, weigh: weighPage };
  }
}

/** How many bytes an answer has, by and large. */
export function weighPage({ cursors }: { cursors?: string[] }): number {
  return (cursors?.length ?? 0) * ENTRY_BYTES;
}

export function pageOf({ roomId, first, after }: AskedPage & { roomId: string }): PageOfRoom {
  return { roomId, first: pageSize('first', first, LIST_PAGE), after };
}

export function toMembers(page: PeoplePage<MembershipDoc>): MessageInitShape<typeof ListMembersResponseSchema> {
  const members = page.people.map(({ userId, role, joinedAtMs }) => ({ userId, joinedAtMs, role: toProtoRole(role) }));
  const { cursors, hasMore, endCursor } = page;
  return { members, cursors, hasMore, ...(endCursor !== undefined && { endCursor }) };
}

function toBans(page: PeoplePage<BanDoc>): MessageInitShape<typeof ListBansResponseSchema> {
  const bans = page.people.map(({ userId, by, atMs, reason }) => ({ userId, byId: by, atMs, reason }));
  return { bans, cursors: page.cursors, hasMore: page.hasMore };
}

function toInvitations(page: PeoplePage<InvitationDoc>): MessageInitShape<typeof ListInvitationsResponseSchema> {
  const invitations = page.people.map(({ userId, by, atMs }) => ({ userId, byId: by, atMs }));
  return { invitations, cursors: page.cursors, hasMore: page.hasMore };
}
