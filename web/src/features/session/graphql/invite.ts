import { graphql } from '../../../shared/api/graphql.ts';

/** What an invitation is for. Without a token. */
export const InviteByToken = graphql(`
  query InviteByToken($token: String!) {
    invite(token: $token) {
      invitedBy
      room {
        name
        displayName
      }
    }
  }
`);

/** Enters the room of a link. */
export const JoinByInvitation = graphql(`
  mutation JoinByInvitation($input: JoinByInvitationInput!) {
    joinByInvitation(input: $input) {
      room {
        id
        name
      }
    }
  }
`);
