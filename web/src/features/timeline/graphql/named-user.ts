import { graphql } from '../../../shared/api/graphql.ts';

export const NamedUser = graphql(`
  query NamedUser($username: String!) {
    user(username: $username) {
      id
      username
    }
  }
`);
