import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const BlockedPeople_User = graphql(`
  fragment BlockedPeople_User on User {
    __typename
    id
    username
    displayName
  }
`);

export type BlockedPerson = ResultOf<typeof BlockedPeople_User>;

/** Whom the viewer blocks, the latest first. */
export const BlockedUsers = graphql(
  `
    query BlockedUsers {
      me {
        __typename
        id
        blockedUsers {
          ...BlockedPeople_User
        }
      }
    }
  `,
  [BlockedPeople_User],
);

export const BlockUser = graphql(`
  mutation BlockUser($input: UserInput!) {
    blockUser(input: $input)
  }
`);

export const UnblockUser = graphql(`
  mutation UnblockUser($input: UserInput!) {
    unblockUser(input: $input)
  }
`);
