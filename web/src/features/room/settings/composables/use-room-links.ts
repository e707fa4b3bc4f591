import { useApollo } from '../../../../shared/api/apollo.ts';
import { CreateRoomLink, RevokeRoomLink, RoomLinks } from '../graphql/links.ts';
import { usePages } from './use-pages.ts';

const FRESH = { fetchPolicy: 'no-cache' } as const;

/** Links into a room, the newest first: all of them are one page. Making and revoking reject when the server refuses. */
export function useRoomLinks(room: string) {
  const apollo = useApollo();
  const list = usePages(async () => {
    const { data } = await apollo.query({ query: RoomLinks, variables: { room }, ...FRESH });
    return { items: data?.room?.invitationLinks ?? [], next: null };
  });
  return {
    ...list,
    /** Null: any number, for ever. Resolves with the link and its address, which the server tells this one time. */
    async create(limits: { uses: number | null; expiresInHours: number | null }): Promise<{ id: string; url: string }> {
      const variables = { input: { room, ...limits } };
      const { data } = await apollo.mutate({ mutation: CreateRoomLink, variables, ...FRESH });
      if (!data) throw new Error('the server answered without a link');
      return data.createInvitationLink;
    },
    async revoke(id: string): Promise<void> {
      await apollo.mutate({ mutation: RevokeRoomLink, variables: { input: { id } }, ...FRESH });
    },
  };
}
