import { shallowRef } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { type FoundMember, findMember } from '../../membership/find-member.ts';

/** What somebody is in a room. Undefined until it is known, null where they are no member of it. */
export function useRoomRole(room: string, username: string) {
  const apollo = useApollo();
  const role = shallowRef<FoundMember['role'] | null | undefined>(undefined);
  findMember(apollo, room, username)
    .then((member) => {
      role.value = member?.role ?? null;
    })
    // Nothing is said of a role that is not known.
    .catch(() => undefined);
  return role;
}
