import { graphql } from '../../../shared/api/graphql.ts';

export const CompleteUser = graphql(`
  query CompleteUser($search: String!) {
    users(search: $search, first: 8) {
      edges {
        node {
          id
          username
          displayName
        }
      }
    }
  }
`);

export const CompleteRoom = graphql(`
  query CompleteRoom($search: String!) {
    rooms(search: $search, first: 8) {
      edges {
        node {
          id
          name
          displayName
        }
      }
    }
  }
`);
