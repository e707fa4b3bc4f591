import { type App, startApp } from './app.ts';
import { graphqlClient } from './graphql-client.ts';
import { login, type Person, register } from './person.ts';

const CREATE = 'mutation ($input: UserInput!) { createPasswordReset(input: $input) { url expiresAt } }';
const RESET =
  'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken refreshToken user { username } } }';
const DAY_MS = 24 * 60 * 60 * 1_000;

interface Created {
  createPasswordReset: { url: string; expiresAt: string };
}

describe('a forgotten password, through the API', () => {
  let app: App;
  let root: Person;
  let ada: Person;

  const start = async (env: Record<string, string> = {}) => {
    app = await startApp({ env });
    root = await register(app.url, 'root');
    ada = await register(app.url, 'ada');
  };
  afterEach(async () => {
    await Promise.all([root, ada].map((person) => person?.close()));
    await app?.close();
  });

  const createLink = async () =>
    (await root.request<Created>(CREATE, { input: { username: 'ada' } })).createPasswordReset;
  const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';
  const reset = (token: string, password = 'better horse') =>
    graphqlClient({ url: app.url }).request<{ resetPassword: { accessToken: string; user: object } }>(RESET, {
      input: { token, password },
    });

  it('is replaced once at the address of a link, which ends what was open and signs in', async () => {
    await start();
    const { events } = ada.subscribe('subscription { inboxEvents { cursor } }');
    await events.next();
    const { url, expiresAt } = await createLink();
    expect(url).toMatch(new RegExp(`^${app.url.replace('localhost', '(localhost|127.0.0.1)')}/reset/[^/]+$`));
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - DAY_MS)).toBeLessThan(60_000);
    const { accessToken, user } = (await reset(tokenOf(url))).resetPassword;
    expect(user).toEqual({ username: 'ada' });
    const me = await graphqlClient({ url: app.url, token: accessToken }).request('{ me { username } }');
    expect(me).toEqual({ me: { username: 'ada' } });
    await expect(events.next()).rejects.toMatchObject({ code: 4452 });
    await expect(login(app.url, 'ada')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(reset(tokenOf(url))).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'token' });
  });

  it('is nothing that members make links for', async () => {
    await start();
    await expect(ada.request(CREATE, { input: { username: 'root' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      graphqlClient({ url: app.url }).request(CREATE, { input: { username: 'root' } }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('has a link with the address that the operator gave', async () => {
    await start({ CONFAB_PUBLIC_URL: 'https://chat.example/' });
    expect((await createLink()).url).toMatch(/^https:\/\/chat\.example\/reset\/[\w.-]+$/);
  });

  it('has a link whose page tells nobody where it is, and whose secret administrators do not find among the events', async () => {
    await start();
    const { url } = await createLink();
    const page = await fetch(`${app.url}${new URL(url).pathname}`, { headers: { accept: 'text/html' } });
    await page.text();
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const { eventStream } = await root.request<{ eventStream: object }>(
      'query ($name: String!) { eventStream(name: $name) { stateAt(seq: 3) events(last: 5) { type data } } }',
      { name: `user-${ada.id}` },
    );
    const shown = JSON.stringify(eventStream);
    expect(shown).toContain('PasswordResetCreated');
    expect(shown).toContain('[redacted]');
    expect(shown).not.toContain(tokenOf(url).split('.')[1]);
    expect(shown).not.toMatch(/tokenHash\\*":\\*"(?!\[redacted)/);
  });
});
