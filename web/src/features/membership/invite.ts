import type { ApolloClient } from '@apollo/client';
import { findMember } from './find-member.ts';
import { InviteToRoom } from './graphql/invite.ts';

/** Somebody was to be invited into a room that they are a member of. To the server that is no mistake; to whoever invites them it is news. */
export class AlreadyMember extends Error {}

/** Invites somebody into a room. Rejects with `AlreadyMember`, and when the server refuses. */
export async function inviteToRoom(apollo: ApolloClient, room: string, username: string): Promise<void> {
  // Where that can't be told, the server decides about the invitation all the same.
  const member = await findMember(apollo, room, username).catch(() => null);
  if (member) throw new AlreadyMember(`${username} is a member`);
  await apollo.mutate({ mutation: InviteToRoom, variables: { input: { room, username } }, fetchPolicy: 'no-cache' });
}
