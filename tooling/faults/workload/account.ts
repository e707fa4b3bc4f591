import { type Entrances, post, Refused } from './endpoint.ts';

const PASSWORD = 'correct horse battery staple';
const SESSION = 'accessToken refreshToken user { id }';

interface Session {
  accessToken: string;
  refreshToken: string;
  user: { id: string };
}

/** A user and the session that all their clients share. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly token: string;
  /** Gets another token, by the refresh token or else by signing in. Who asks at the same time waits for the same. Rejects where nobody answers. */
  renew(): Promise<void>;
}

export async function register(entrances: Entrances, username: string): Promise<Account> {
  const credentials = { username, password: PASSWORD };
  let session = await ask<Session>(
    entrances,
    `mutation ($input: RegisterInput!) { register(input: $input) { ${SESSION} } }`,
    { input: credentials },
  );
  let renewing: Promise<void> | undefined;

  async function renew(): Promise<void> {
    try {
      const query = `mutation ($token: String) { refreshSession(refreshToken: $token) { ${SESSION} } }`;
      session = await ask(entrances, query, { token: session.refreshToken });
    } catch (error) {
      if (!(error instanceof Refused) || !error.isFinal) throw error;
      const query = `mutation ($input: LoginInput!) { login(input: $input) { ${SESSION} } }`;
      session = await ask(entrances, query, { input: credentials });
    }
  }

  return {
    id: session.user.id,
    username,
    get token() {
      return session.accessToken;
    },
    renew() {
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}

/** The answer of the operation's one field. */
async function ask<Answer>(entrances: Entrances, query: string, variables: object): Promise<Answer> {
  const data = await post(entrances.next(), { query, variables });
  return Object.values(data)[0] as Answer;
}
