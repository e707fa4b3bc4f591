import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const ProfileForm_User = graphql(`
  fragment ProfileForm_User on User {
    __typename
    id
    username
    displayName
  }
`);

export const OwnProfile = graphql(
  `
    query OwnProfile {
      me {
        ...ProfileForm_User
      }
    }
  `,
  [ProfileForm_User],
);

export const UpdateProfile = graphql(
  `
    mutation UpdateProfile($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        user {
          ...ProfileForm_User
        }
      }
    }
  `,
  [ProfileForm_User],
);

export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input)
  }
`);

export const SessionList_Session = graphql(`
  fragment SessionList_Session on Session {
    __typename
    id
    current
    device
    createdAt
    lastUsedAt
  }
`);

export type OwnSession = ResultOf<typeof SessionList_Session>;

export const OwnSessions = graphql(
  `
    query OwnSessions {
      sessions {
        ...SessionList_Session
      }
    }
  `,
  [SessionList_Session],
);

export const RevokeSession = graphql(`
  mutation RevokeSession($input: SessionInput!) {
    revokeSession(input: $input)
  }
`);
