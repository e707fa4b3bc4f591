import { graphql } from '../../../shared/api/graphql.ts';

export const ProfileDialog_User = graphql(`
  fragment ProfileDialog_User on User {
    __typename
    id
    username
    displayName
    role
    deletedAt
    online
    lastSeenAt
  }
`);

export const Profile = graphql(
  `
    query Profile($username: String!) {
      user(username: $username) {
        ...ProfileDialog_User
      }
    }
  `,
  [ProfileDialog_User],
);

/** What somebody is in a room; the search finds others too. */
export const ProfileMembership = graphql(`
  query ProfileMembership($room: String!, $username: String!, $after: String) {
    room(name: $room) {
      id
      members(search: $username, first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            role
            user {
              id
              username
            }
          }
        }
      }
    }
  }
`);
