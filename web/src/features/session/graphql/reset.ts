import { graphql } from '../../../shared/api/graphql.ts';
import { Session_AuthPayload } from './session.ts';

/** Chooses a new password with a link, and signs in. Without a token. */
export const ResetPassword = graphql(
  `
    mutation ResetPassword($input: ResetPasswordInput!) {
      resetPassword(input: $input) {
        ...Session_AuthPayload
      }
    }
  `,
  [Session_AuthPayload],
);
