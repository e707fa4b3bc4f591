import { computed } from 'vue';
import { useApollo } from '../../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../../shared/api/graphql.ts';
import { useQuery } from '../../../../shared/api/use-query.ts';
import { useInbox } from '../../../membership/composables/use-inbox.ts';
import { useViewer } from '../../../session/composables/use-session.ts';
import {
  ArchiveRoom,
  DeleteRoom,
  RestoreRoom,
  RoomSettings,
  type SettingsRoom,
  UpdateRoom,
} from '../graphql/room-settings.ts';
import { rightsIn } from '../rights.ts';

type Changes = Omit<VariablesOf<typeof UpdateRoom>['input'], 'room'>;

/** A room as its settings show it, what the viewer may do there, and the changes of the room itself. They reject when the server refuses. */
export function useRoomSettings(name: string) {
  const apollo = useApollo();
  const viewer = useViewer();
  const { refreshRooms } = useInbox();
  const { data, error, refetch } = useQuery(RoomSettings, () => ({ room: name }));
  const room = computed(() => data.value?.room ?? null);
  // What the cache holds may be from before the dialog was opened the last time.
  void refetch();

  return {
    room,
    error,
    refetch,
    rights: computed(() => rightsIn({ role: room.value?.membership?.role, viewer: viewer.value, room: room.value })),
    /** Resolves with the room as it is then. */
    async update(changes: Changes): Promise<SettingsRoom | undefined> {
      const variables = { input: { room: name, ...changes } };
      const answer = await apollo.mutate({ mutation: UpdateRoom, variables });
      return answer.data?.updateRoom.room;
    },
    async archive(): Promise<void> {
      await apollo.mutate({ mutation: ArchiveRoom, variables: { input: { room: name } } });
      void refreshRooms();
    },
    async restore(): Promise<void> {
      await apollo.mutate({ mutation: RestoreRoom, variables: { input: { room: name } } });
      void refreshRooms();
    },
    async remove(): Promise<void> {
      await apollo.mutate({ mutation: DeleteRoom, variables: { input: { room: name } }, fetchPolicy: 'no-cache' });
      void refreshRooms();
    },
  };
}
