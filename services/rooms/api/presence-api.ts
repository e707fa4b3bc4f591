import type { PresenceService as PresenceContract } from '@confab/proto/rooms/v1/presence_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { Callers } from '@confab/runtime/network/identity/caller';
import { answerEach } from '@confab/runtime/network/rpc/answer-each';
import type { ServiceImpl } from '@connectrpc/connect';
import type { PresenceService } from '../application/presence/presence-service.ts';
import { createMemberSearch } from '../application/queries/member-search.ts';
import { atMost, pageSize } from './page-size.ts';
import { MOST_ROOMS, pageOf, toMembers, weighPage } from './people-handlers.ts';
import type { Requests } from './requests.ts';

const USERS = { absent: 50, most: 500 };
const LOOKUPS = 1_000;

export function createPresenceApi(deps: {
  requests: Requests;
  callers: Callers;
  presence: PresenceService;
}): ServiceImpl<typeof PresenceContract> {
  const { requests, callers, presence } = deps;
  return {
    beat(beat, context) {
      callers.service(context, 'gateway');
      return presence.beat(beat);
    },
    async getRoomPresence({ roomIds, first }, context) {
      const actor = await requests.actor(context);
      const ids = atMost('roomIds', roomIds, LOOKUPS);
      return { rooms: await presence.queries.inRooms(ids, pageSize('first', first, USERS), actor) };
    },
    async getUserPresence({ userIds }, context) {
      await requests.actor(context);
      const users = await presence.queries.ofUsers(atMost('userIds', userIds, LOOKUPS));
      return {
        users: users.map(({ online, lastSeenAtMs }) => ({
          online,
          ...(lastSeenAtMs !== undefined && { lastSeenAtMs }),
        })),
      };
    },
    async listMembersByPresence({ roomIds, search, ...page }, context) {
      const { actor, call } = await requests.command(context);
      const wanted = createMemberSearch(search, call);
      const ofRoom = async (roomId: string) =>
        toMembers(await presence.queries.members({ ...pageOf({ ...page, roomId }), search: wanted }, actor));
      const each = { owner: actor.userId, atOnce: presence.queries.atOnce, weigh: weighPage };
      return { rooms: await answerEach(atMost('roomIds', roomIds, MOST_ROOMS), each, ofRoom) };
    },
    async setTyping({ target, typing }, context) {
      const request = await requests.command(context);
      if (target.case === undefined) throw badInput('room', 'Name a room or a conversation.');
      const named = target.case === 'room' ? { room: target.value } : { conversation: target.value };
      await presence.setTyping(request, { target: named, typing });
      return {};
    },
  };
}
