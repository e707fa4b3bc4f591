import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const Session_User = graphql(`
  fragment Session_User on User {
    __typename
    id
    username
    displayName
    role
  }
`);

/** Who is signed in. */
export type Viewer = ResultOf<typeof Session_User>;

export const Session_AuthPayload = graphql(
  `
    fragment Session_AuthPayload on AuthPayload {
      accessToken
      expiresIn
      user {
        ...Session_User
      }
    }
  `,
  [Session_User],
);

export type Grant = ResultOf<typeof Session_AuthPayload>;

export const Register = graphql(
  `
    mutation Register($input: RegisterInput!) {
      register(input: $input) {
        ...Session_AuthPayload
      }
    }
  `,
  [Session_AuthPayload],
);

export const Login = graphql(
  `
    mutation Login($input: LoginInput!) {
      login(input: $input) {
        ...Session_AuthPayload
      }
    }
  `,
  [Session_AuthPayload],
);

/** Whether an account can be made. Without a token. */
export const Registration = graphql(`
  query Registration {
    server {
      registration
    }
  }
`);

/** Without a token: the cookie stands for it. */
export const RefreshSession = graphql(
  `
    mutation RefreshSession {
      refreshSession {
        ...Session_AuthPayload
      }
    }
  `,
  [Session_AuthPayload],
);

export const Logout = graphql(`
  mutation Logout {
    logout
  }
`);
