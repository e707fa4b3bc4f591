import type { ApolloClient } from '@apollo/client';
import type { ResultOf } from '../../shared/api/graphql.ts';
import { wholeList } from '../../shared/api/whole-list.ts';
import { isSameName } from '../../shared/name.ts';
import { RoomMemberCalled } from './graphql/room-member.ts';

export type FoundMember = NonNullable<ResultOf<typeof RoomMemberCalled>['room']>['members']['edges'][number]['node'];

/** The member of a room with a username, in any letter case; null where there is none. Rejects where the server does not answer, or may not say. */
export async function findMember(apollo: ApolloClient, room: string, username: string): Promise<FoundMember | null> {
  // Many may have a name that begins like this one: they are looked through to the last.
  const found = await wholeList<FoundMember>(async (after) => {
    const variables = { room, username, after: after ?? null };
    const { data } = await apollo.query({ query: RoomMemberCalled, variables, fetchPolicy: 'no-cache' });
    return data?.room?.members;
  });
  return found.find(({ user }) => isSameName(user.username, username)) ?? null;
}
