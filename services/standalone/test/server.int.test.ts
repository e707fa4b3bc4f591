import { readFileSync } from 'node:fs';
import { type App, startApp } from './app.ts';
import { graphqlClient } from './graphql-client.ts';
import { login, register } from './person.ts';

const SERVER = '{ server { name version registration features signInMethods { id kind label startUrl } } }';

interface Server {
  name: string;
  version: string;
  registration: string;
  features: string[];
  signInMethods: object[];
}

describe('what the server tells of itself', () => {
  let app: App | undefined;
  afterEach(() => app?.close());
  const serverOf = async ({ url }: App) => (await graphqlClient({ url }).request<{ server: Server }>(SERVER)).server;

  it('can be read by everybody, before there is any account and after', async () => {
    app = await startApp();
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const told = {
      name: 'Confab',
      version,
      registration: 'OPEN',
      features: expect.arrayContaining(['safe']),
      signInMethods: [{ id: 'password', kind: 'PASSWORD', label: 'Password', startUrl: null }],
    };
    expect(await serverOf(app)).toEqual(told);
    const ann = await register(app.url, 'ann');
    expect((await ann.request<{ server: Server }>(SERVER)).server).toEqual(told);
    expect(await serverOf(app)).toEqual(told);
  });

  it('has the name that its operator gave it', async () => {
    app = await startApp({ env: { CONFAB_NAME: ' Чай & Co 🫖 ' } });
    expect((await serverOf(app)).name).toBe('Чай & Co 🫖');
  });

  it('says that registration is closed; the first account takes the link of the start, and who comes later reads why they get none', async () => {
    app = await startApp({ env: { CONFAB_REGISTRATION: 'closed' } });
    const { url, firstInvitation } = app;
    expect((await serverOf(app)).registration).toBe('CLOSED');
    const refusal = {
      code: 'FORBIDDEN',
      message: expect.stringContaining('takes no new accounts'),
      errors: [{ extensions: { registration: { policy: 'CLOSED' } } }],
    };
    await expect(register(url, 'mallory')).rejects.toMatchObject(refusal);
    const ann = await register(url, 'ann', firstInvitation);
    expect(await ann.request('{ me { role } }')).toEqual({ me: { role: 'ADMIN' } });
    for (const name of ['ann', 'bob']) await expect(register(url, name)).rejects.toMatchObject(refusal);
    await expect(register(url, 'bob', firstInvitation)).rejects.toMatchObject(refusal);
    expect((await login(url, 'ann')).username).toBe('ann');
  });
});
