import { useApollo } from '../../../shared/api/apollo.ts';
import { DeleteAnyRoom } from '../graphql/rooms.ts';

/** What an administrator does to any room. Rejects when the server refuses. */
export function useRoomAdministration() {
  const apollo = useApollo();
  return {
    remove: (name: string) => apollo.mutate({ mutation: DeleteAnyRoom, variables: { input: { room: name } } }),
  };
}
