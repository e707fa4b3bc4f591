import { graphql } from '../../../shared/api/graphql.ts';

/** Over the socket that is to go on with this token. */
export const RenewConnection = graphql(`
  mutation RenewConnection($input: RenewConnectionInput!) {
    renewConnection(input: $input) {
      expiresAt
    }
  }
`);
