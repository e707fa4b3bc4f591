import { useApollo } from '../../../shared/api/apollo.ts';
import { NewestInConversation, NewestInRoom } from '../graphql/newest.ts';
import { MarkRead } from '../graphql/reading.ts';
import type { NavPlace } from '../places.ts';
import { useInbox } from './use-inbox.ts';

/** Marks whole places as read, whether they are shown or not. */
export function useMarkRead() {
  const apollo = useApollo();
  const { refresh } = useInbox();

  async function newestSeq({ kind, name }: Pick<NavPlace, 'kind' | 'name'>): Promise<number | undefined> {
    const { data } =
      kind === 'room'
        ? await apollo.query({ query: NewestInRoom, variables: { room: name }, fetchPolicy: 'no-cache' })
        : await apollo.query({ query: NewestInConversation, variables: { username: name }, fetchPolicy: 'no-cache' });
    return data?.place?.messages.edges[0]?.node.seq;
  }

  return {
    /** Everything that is there by now is read. Rejects when the server can't be reached or refuses. */
    async markRead(place: Pick<NavPlace, 'kind' | 'name'>): Promise<void> {
      const seq = await newestSeq(place);
      if (seq === undefined) return;
      const where = place.kind === 'room' ? { room: place.name } : { conversation: place.name };
      await apollo.mutate({ mutation: MarkRead, variables: { input: { ...where, seq } }, fetchPolicy: 'no-cache' });
      await refresh();
    },
  };
}
