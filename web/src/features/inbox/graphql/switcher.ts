import { graphql } from '../../../shared/api/graphql.ts';

/** Rooms and people whose names match, also those the viewer has nothing to do with yet. */
export const SwitcherMatches = graphql(`
  query SwitcherMatches($search: String!) {
    rooms(search: $search, first: 8) {
      edges {
        node {
          id
          name
          displayName
          visibility
        }
      }
    }
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
