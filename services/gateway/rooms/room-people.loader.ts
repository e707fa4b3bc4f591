import { askEach } from '@confab/runtime/rpc/ask-each';
import { type Asking, createPageLoader } from '../execution/loader.ts';

/** Which part of a list. */
export interface PeoplePageArgs {
  first: number;
  after: string | undefined;
}

/** Members of rooms, by the page asked for. */
export function createMemberPages(asking: Asking) {
  const { app, call } = asking;
  return createPageLoader(asking, (ids, page: PeoplePageArgs & { search: string | undefined }) =>
    askEach(ids, async (roomIds) => (await app.clients.rooms.listMembersOfRooms({ ...page, roomIds }, call)).rooms),
  );
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
