import { askEach } from '@confab/runtime/network/rpc/ask-each';
import { type Asking, createPageLoader } from '../context/loader.ts';
import type { MemberOrder } from './room.enums.ts';

/** Which part of a list. */
export interface PeoplePageArgs {
  first: number;
  after: string | undefined;
}

export interface MemberPageArgs extends PeoplePageArgs {
  search: string | undefined;
  order: MemberOrder;
}

/** Members of rooms, by the page asked for. Who is online is known to the service of presence alone. */
export function createMemberPages(asking: Asking) {
  const { app, call } = asking;
  return createPageLoader(asking, (ids, { order, ...page }: MemberPageArgs) => {
    const { rooms, presence } = app.clients;
    const ask = order === 'ROLE_AND_PRESENCE' ? presence.listMembersByPresence : rooms.listMembersOfRooms;
    return askEach(ids, async (roomIds) => (await ask({ ...page, roomIds }, call)).rooms);
  });
}

export function createBanPages(asking: Asking) {
  const { app, call } = asking;
  return createPageLoader(asking, (ids, page: PeoplePageArgs) =>
    askEach(ids, async (roomIds) => (await app.clients.rooms.listBansOfRooms({ ...page, roomIds }, call)).rooms),
  );
}

export function createInvitationPages(asking: Asking) {
  const { app, call } = asking;
  return createPageLoader(asking, (ids, page: PeoplePageArgs) =>
    askEach(ids, async (roomIds) => (await app.clients.rooms.listInvitationsOfRooms({ ...page, roomIds }, call)).rooms),
  );
}
