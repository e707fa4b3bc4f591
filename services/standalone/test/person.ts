import { type GraphqlClient, graphqlClient } from './graphql-client.ts';

export const PASSWORD = 'correct horse battery staple';

/** A registered user and the connection of one of their devices. */
export interface Person extends GraphqlClient {
  readonly id: string;
  readonly username: string;
  readonly refreshToken: string;
}

const AUTH = 'accessToken refreshToken user { id username }';

interface Auth {
  accessToken: string;
  refreshToken: string;
  user: { id: string; username: string };
}

/** Registers a user, with the address of an invitation where there is one. The first one on an empty server is its administrator. */
export async function register(url: string, username: string, invitation?: string): Promise<Person> {
  const { register: auth } = await graphqlClient({ url }).request<{ register: Auth }>(
    `mutation ($input: RegisterInput!) { register(input: $input) { ${AUTH} } }`,
    { input: { username, password: PASSWORD, invitation: invitation?.split('/').at(-1) } },
  );
  return person(url, auth);
}

/** Signs a user in, as on another device or after a restart. */
export async function login(url: string, username: string): Promise<Person> {
  const { login: auth } = await graphqlClient({ url }).request<{ login: Auth }>(
    `mutation ($input: LoginInput!) { login(input: $input) { ${AUTH} } }`,
    { input: { username, password: PASSWORD } },
  );
  return person(url, auth);
}

/** The same session on another socket: a second tab. Also: the same token against a restarted server. */
export function anotherTab(url: string, { token, id, username, refreshToken }: Person): Person {
  return Object.assign(graphqlClient({ url, ...(token === undefined ? {} : { token }) }), {
    id,
    username,
    refreshToken,
  });
}

function person(url: string, { accessToken, refreshToken, user }: Auth): Person {
  return Object.assign(graphqlClient({ url, token: accessToken }), { ...user, refreshToken });
}
