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
