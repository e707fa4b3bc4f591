import { graphql } from '../../../shared/api/graphql.ts';

/** What an invitation is for. Without a token. */
export const InviteByToken = graphql(`
  query InviteByToken($token: String!) {
    invite(token: $token) {
      invitedBy
    }
  }
`);
