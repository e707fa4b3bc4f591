import { type App, startApp } from './app.ts';
import { graphqlClient } from './graphql-client.ts';
import { login, PASSWORD, register } from './person.ts';

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { user { username } } }';
const STRICT = {
  CONFAB_RATE_LIMIT: 'on',
  CONFAB_TRUST_PROXY: 'on',
  CONFAB_REGISTRATIONS_PER_ADDRESS: '2',
  CONFAB_REGISTRATIONS: '5',
};

describe('accounts made in an hour', () => {
  let app: App;
  afterEach(() => app.close());

  /** As a proxy passes it on. Resolves to `made`, or to the code of the refusal. */
  const registerFrom = async (address: string, username: string, password = PASSWORD) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ query: REGISTER, variables: { input: { username, password } } }),
    });
    const { errors } = (await response.json()) as {
      errors?: [{ extensions: { code: string; retryAfterMs?: number } }];
    };
    const [{ extensions } = { extensions: undefined }] = errors ?? [];
    if (extensions?.code === 'RATE_LIMITED') expect(extensions.retryAfterMs).toBeGreaterThan(60_000);
    return extensions?.code ?? 'made';
  };

  it('are as many as the operator allows from one address, and others go on', async () => {
    app = await startApp({ env: STRICT });
    expect([await registerFrom('192.0.2.1', 'ann'), await registerFrom('192.0.2.1', 'bob')]).toEqual(['made', 'made']);
    expect(await registerFrom('192.0.2.1', 'carol')).toBe('RATE_LIMITED');
    expect(await registerFrom('192.0.2.2', 'carol')).toBe('made');
  });

  it('are counted for the network of an IPv6 address, however it is written', async () => {
    app = await startApp({ env: STRICT });
    expect(await registerFrom('2001:db8:1:2::1', 'ann')).toBe('made');
    expect(await registerFrom('2001:0DB8:1:2:aaaa::9', 'bob')).toBe('made');
    expect(await registerFrom('2001:db8:1:2:ffff:ffff:ffff:ffff', 'carol')).toBe('RATE_LIMITED');
    expect(await registerFrom('2001:db8:1:3::1', 'carol')).toBe('made');
    expect(await registerFrom('::ffff:192.0.2.1', 'dave')).toBe('made');
  });

  it('are as many as the operator allows from all addresses together', async () => {
    app = await startApp({ env: STRICT });
    for (let i = 0; i < 5; i++) expect(await registerFrom(`192.0.2.${i}`, `user${i}`)).toBe('made');
    expect(await registerFrom('192.0.2.99', 'late')).toBe('RATE_LIMITED');
  });

  it('do not go up with mistakes and names that are taken, which keep nobody out', async () => {
    app = await startApp({ env: STRICT });
    expect(await registerFrom('192.0.2.1', 'ann')).toBe('made');
    for (let i = 0; i < 10; i++) expect(await registerFrom('192.0.2.1', 'b o b', PASSWORD)).toBe('BAD_USER_INPUT');
    for (let i = 0; i < 3; i++) expect(await registerFrom('192.0.2.1', 'ANN')).toBe('ALREADY_EXISTS');
    expect(await registerFrom('192.0.2.1', 'bob')).toBe('made');
  });

  it('are counted over a socket too, and keep nobody from signing in and refreshing', async () => {
    app = await startApp({ env: { ...STRICT, CONFAB_TRUST_PROXY: 'off' } });
    const ann = await register(app.url, 'ann');
    await register(app.url, 'bob');
    const input = { username: 'carol', password: PASSWORD };
    await expect(ann.request(REGISTER, { input })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const overSocket = ann.subscribe(REGISTER, { input });
    await expect(overSocket.events.next()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const { refreshToken } = await login(app.url, 'bob');
    await graphqlClient({ url: app.url }).request(
      'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }',
      { token: refreshToken },
    );
    await ann.close();
  });

  it('are not limited where rate limits are off', async () => {
    app = await startApp({ env: { ...STRICT, CONFAB_RATE_LIMIT: 'off' } });
    for (let i = 0; i < 8; i++) expect(await registerFrom('192.0.2.1', `user${i}`)).toBe('made');
  });
});
