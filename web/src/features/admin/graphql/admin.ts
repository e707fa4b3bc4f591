import { graphql } from '../../../shared/api/graphql.ts';

/** The accounts and rooms of the server. */
export const AdminOverview = graphql(`
  query AdminOverview {
    users(first: 100) {
      edges {
        node {
          id
          username
          role
          online
          createdAt
        }
      }
    }
    rooms(order: NAME, first: 100) {
      edges {
        node {
          id
          name
          visibility
          memberCount
          createdAt
        }
      }
    }
  }
`);
