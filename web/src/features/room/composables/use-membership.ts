import { useApollo } from '../../../shared/api/apollo.ts';
import { isSameName } from '../../../shared/name.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { useMarkRead } from '../../membership/composables/use-mark-read.ts';
import { JoinRoom, LeaveRoom, type ViewerMembership } from '../graphql/room.ts';

export interface JoinedRoom {
  /** As the server spells it. */
  name: string;
  membership: ViewerMembership | null;
}

/** Joins and leaves rooms, and keeps the navigation up to date. Both reject when the server refuses. */
export function useMembership() {
  const apollo = useApollo();
  const { refreshRooms, joinedRooms } = useInbox();
  const { markRead } = useMarkRead();

  return {
    /** What was written in the room before the viewer came is not new to them. */
    async join(room: string): Promise<JoinedRoom> {
      const isIn = joinedRooms.value.some(({ name }) => isSameName(name, room));
      const { data } = await apollo.mutate({
        mutation: JoinRoom,
        variables: { input: { room } },
        fetchPolicy: 'no-cache',
      });
      // Where that can't be told, it counts as unread until it is seen.
      if (!isIn) await markRead({ kind: 'room', name: room }).catch(() => undefined);
      void refreshRooms();
      return data?.joinRoom.room ?? { name: room, membership: null };
    },
    async leave(room: string): Promise<void> {
      await apollo.mutate({ mutation: LeaveRoom, variables: { input: { room } }, fetchPolicy: 'no-cache' });
      void refreshRooms();
    },
  };
}
