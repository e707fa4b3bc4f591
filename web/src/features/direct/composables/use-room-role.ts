import { computed } from 'vue';
import { useQuery } from '../../../shared/api/use-query.ts';
import { isSameName } from '../../../shared/name.ts';
import { ProfileMembership } from '../graphql/profile.ts';

/** What somebody is in a room. Undefined until it is known, null where they are no member of it. */
export function useRoomRole(room: string, username: string) {
  const { data } = useQuery(ProfileMembership, () => ({ room, username }));
  return computed(() => {
    if (!data.value) return undefined;
    const members = data.value.room?.members.edges.map(({ node }) => node);
    return members?.find(({ user }) => isSameName(user.username, username))?.role ?? null;
  });
}
