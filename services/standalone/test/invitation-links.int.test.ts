import { type App, startApp } from './app.ts';
import { graphqlClient } from './graphql-client.ts';
import { type Person, register } from './person.ts';

const CREATE =
  'mutation ($input: CreateInvitationLinkInput!) { createInvitationLink(input: $input) { id url uses expiresAt } }';
const INVITE = 'query ($token: String!) { invite(token: $token) { invitedBy expiresAt } }';
const HOUR_MS = 3_600_000;

interface Link {
  id: string;
  url: string;
  uses: number | null;
  expiresAt: string | null;
}

describe('links of invitation, through the API', () => {
  let app: App;
  let root: Person;

  const start = async (policy: string, env: Record<string, string> = {}) => {
    app = await startApp({ env: { CONFAB_REGISTRATION: policy, ...env } });
    root = await register(app.url, 'root', app.firstInvitation);
  };
  afterEach(async () => {
    await root?.close();
    await app?.close();
  });

  const createLink = async (input: object = {}) =>
    (await root.request<{ createInvitationLink: Link }>(CREATE, { input })).createInvitationLink;
  const lookAt = async (url: string) => {
    const token = new URL(url).pathname.split('/').at(-1);
    return (await graphqlClient({ url: app.url }).request<{ invite: object | null }>(INVITE, { token })).invite;
  };

  it('let in whoever has one, and nobody else, where registration takes an invitation', async () => {
    await start('invitation');
    expect(app.firstInvitation).toMatch(new RegExp(`^${app.url}/invite/[\\w.-]+$`));
    await expect(register(app.url, 'eve')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      errors: [{ extensions: { registration: { policy: 'INVITATION' } } }],
    });
    const { url, uses, expiresAt } = await createLink({ uses: 2, expiresInHours: 1 });
    expect(url).toMatch(new RegExp(`^${app.url}/invite/`));
    expect(uses).toBe(2);
    expect(Math.abs(Date.parse(expiresAt ?? '') - Date.now() - HOUR_MS)).toBeLessThan(60_000);
    expect(await lookAt(url)).toEqual({ invitedBy: 'root', expiresAt });
    const ann = await register(app.url, 'ann', url);
    expect(await ann.request('{ me { username role } }')).toEqual({ me: { username: 'ann', role: 'MEMBER' } });
    await register(app.url, 'bob', url);
    expect(await lookAt(url)).toBeNull();
    await expect(register(app.url, 'cid', url)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'invitation' });
  });

  it('are ended by an administrator, and are none that members make', async () => {
    await start('invitation');
    const { id, url } = await createLink();
    const ann = await register(app.url, 'ann', url);
    const revoke = 'mutation ($input: IdInput!) { revokeInvitationLink(input: $input) }';
    await expect(ann.request(revoke, { input: { id } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ann.request(CREATE, { input: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (let i = 0; i < 2; i += 1) expect(await root.request(revoke, { input: { id } })).toBeTruthy();
    await expect(root.request(revoke, { input: { id: 'none' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await lookAt(url)).toBeNull();
    await expect(register(app.url, 'bob', url)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'invitation' });
  });

  it('have the address that the operator gave, and a page that tells nobody where it is', async () => {
    await start('open', { CONFAB_PUBLIC_URL: 'https://chat.example' });
    const { url } = await createLink();
    expect(url).toMatch(/^https:\/\/chat\.example\/invite\/[\w.-]+$/);
    const page = await fetch(`${app.url}${new URL(url).pathname}`, { headers: { accept: 'text/html' } });
    await page.text();
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    await expect(createLink({ uses: 0 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'uses' });
    await expect(createLink({ expiresInHours: -1 })).rejects.toMatchObject({ field: 'expiresInHours' });
  });
});
