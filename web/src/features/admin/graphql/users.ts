import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const UsersSection_User = graphql(`
  fragment UsersSection_User on User {
    __typename
    id
    username
    displayName
    role
    online
    createdAt
    ban {
      at
      reason
      by {
        id
        username
      }
    }
  }
`);

export type ListedUser = ResultOf<typeof UsersSection_User>;

/** A page of the accounts of the server. */
export const AdminUsers = graphql(
  `
    query AdminUsers($search: String, $role: ServerRole, $banned: Boolean, $order: UserOrder, $after: String) {
      users(search: $search, role: $role, banned: $banned, order: $order, first: 25, after: $after) {
        edges {
          node {
            ...UsersSection_User
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [UsersSection_User],
);

export const SetServerRole = graphql(
  `
    mutation SetServerRole($input: SetServerRoleInput!) {
      setServerRole(input: $input) {
        user {
          ...UsersSection_User
        }
      }
    }
  `,
  [UsersSection_User],
);

export const BanUser = graphql(
  `
    mutation BanUser($input: BanUserInput!) {
      banUser(input: $input) {
        user {
          ...UsersSection_User
        }
      }
    }
  `,
  [UsersSection_User],
);

export const UnbanUser = graphql(
  `
    mutation UnbanUser($input: UserInput!) {
      unbanUser(input: $input) {
        user {
          ...UsersSection_User
        }
      }
    }
  `,
  [UsersSection_User],
);

export const UpdateUser = graphql(
  `
    mutation UpdateUser($input: UpdateUserInput!) {
      updateUser(input: $input) {
        user {
          ...UsersSection_User
        }
      }
    }
  `,
  [UsersSection_User],
);

export const CreatePasswordReset = graphql(`
  mutation CreatePasswordReset($input: UserInput!) {
    createPasswordReset(input: $input) {
      url
      expiresAt
    }
  }
`);

export const DeleteUser = graphql(`
  mutation DeleteUser($input: UserInput!) {
    deleteUser(input: $input)
  }
`);
