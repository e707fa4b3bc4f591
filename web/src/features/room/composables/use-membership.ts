import { useApollo } from '../../../shared/api/apollo.ts';
import { useInbox } from '../../inbox/composables/use-inbox.ts';
import { JoinRoom, LeaveRoom, type ViewerMembership } from '../graphql/room.ts';

export interface JoinedRoom {
  /** As the server spells it. */
  name: string;
  membership: ViewerMembership | null;
}

/** Joins and leaves rooms, and keeps the navigation up to date. Both reject when the server refuses. */
export function useMembership() {
  const apollo = useApollo();
  const { refreshRooms } = useInbox();

  return {
    async join(room: string): Promise<JoinedRoom> {
      const { data } = await apollo.mutate({
        mutation: JoinRoom,
        variables: { input: { room } },
        fetchPolicy: 'no-cache',
      });
      void refreshRooms();
      return data?.joinRoom.room ?? { name: room, membership: null };
    },
    async leave(room: string): Promise<void> {
      await apollo.mutate({ mutation: LeaveRoom, variables: { input: { room } }, fetchPolicy: 'no-cache' });
      void refreshRooms();
    },
  };
}
