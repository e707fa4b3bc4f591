import { shallowRef } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { ResultOf } from '../../../shared/api/graphql.ts';
import { wholeList } from '../../../shared/api/whole-list.ts';
import { isSameName } from '../../../shared/name.ts';
import { ProfileMembership } from '../graphql/profile.ts';

type RoomRole = NonNullable<ResultOf<typeof ProfileMembership>['room']>['members']['edges'][number]['node']['role'];

/** What somebody is in a room. Undefined until it is known, null where they are no member of it. */
export function useRoomRole(room: string, username: string) {
  const apollo = useApollo();
  const role = shallowRef<RoomRole | null | undefined>(undefined);

  async function find(): Promise<void> {
    // Many may have a name that begins like this one: they are looked through to the last.
    const found = await wholeList(async (after) => {
      const variables = { room, username, after: after ?? null };
      const { data } = await apollo.query({ query: ProfileMembership, variables, fetchPolicy: 'no-cache' });
      return data?.room?.members;
    });
    role.value = found.find(({ user }) => isSameName(user.username, username))?.role ?? null;
  }

  // Nothing is said of a role that is not known.
  find().catch(() => undefined);
  return role;
}
