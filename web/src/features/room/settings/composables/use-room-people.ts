import type { Ref } from 'vue';
import { useApollo } from '../../../../shared/api/apollo.ts';
import { RoomBans, RoomInvitations, RoomMembers } from '../graphql/people.ts';
import { pageOf } from '../page-list.ts';
import { usePages } from './use-pages.ts';

const FRESH = { fetchPolicy: 'no-cache' } as const;

/** Members of a room by name; `search` is what a name begins with. */
export function useRoomMembers(room: string, search: Ref<string>) {
  const apollo = useApollo();
  return usePages(async (after) => {
    const variables = { room, search: search.value.trim() || null, after };
    const { data } = await apollo.query({ query: RoomMembers, variables, ...FRESH });
    return pageOf(data?.room?.members);
  }, search);
}

/** Who is kept out of a room, the latest first. */
export function useRoomBans(room: string) {
  const apollo = useApollo();
  return usePages(async (after) => {
    const { data } = await apollo.query({ query: RoomBans, variables: { room, after }, ...FRESH });
    return pageOf(data?.room?.bans);
  });
}

/** Who was invited to a room and has not joined, the latest first. */
export function useRoomInvitations(room: string) {
  const apollo = useApollo();
  return usePages(async (after) => {
    const { data } = await apollo.query({ query: RoomInvitations, variables: { room, after }, ...FRESH });
    return pageOf(data?.room?.invitations);
  });
}
