import { useApollo } from '../../../shared/api/apollo.ts';
import type { ResultOf } from '../../../shared/api/graphql.ts';
import { pageArguments, toPage } from '../../timeline/state/pages.ts';
import type { TimelinePage } from '../../timeline/state/timeline.ts';
import type { PageRequest } from '../../timeline/state/use-timeline.ts';
import { RoomHistory, RoomMembership } from '../graphql/room.ts';

export type FoundRoom = NonNullable<ResultOf<typeof RoomMembership>['room']>;

/** Reads from the server what no event of a room carries. */
export function useRoomHistory(name: string) {
  const apollo = useApollo();
  return {
    /** Rejects when the server does not answer, or refuses. */
    async fetchPage(request: PageRequest): Promise<TimelinePage> {
      const { data } = await apollo.query({
        query: RoomHistory,
        variables: { room: name, ...pageArguments(request) },
        fetchPolicy: 'no-cache',
      });
      return toPage(data?.room?.messages);
    },
    /** Returns the room with the viewer's role in it; nothing where the server does not answer. */
    async fetchMembership(): Promise<FoundRoom | null | undefined> {
      const answer = await apollo
        .query({ query: RoomMembership, variables: { room: name }, fetchPolicy: 'no-cache' })
        .catch(() => undefined);
      return answer?.data?.room;
    },
  };
}
