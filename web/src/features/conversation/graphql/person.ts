import { graphql } from '../../../shared/api/graphql.ts';

/** Whether there is somebody of that name. */
export const PersonByName = graphql(`
  query PersonByName($username: String!) {
    user(username: $username) {
      id
    }
  }
`);
