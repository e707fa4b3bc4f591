import { graphqlClient } from '../../services/standalone/test/graphql-client.ts';
import { login, register } from '../../services/standalone/test/person.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

const PER_ADDRESS = 6;
/** Accounts that the first test makes. */
const INVITED = 2;

describe('accounts made at a cluster', () => {
  let backends: Backends;
  let cluster: Cluster;

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    cluster = await startCluster({
      backends,
      env: {
        ...TEST_ENVIRONMENT,
        CONFAB_RATE_LIMIT: 'on',
        CONFAB_NAME: 'Tea & Co',
        CONFAB_REGISTRATIONS_PER_ADDRESS: String(PER_ADDRESS),
      },
    });
  }, 90_000);
  afterAll(async () => {
    await cluster?.stop();
    await backends?.stop();
  }, 60_000);

  it('take the last use of an invitation once, of several that are made with it at once at any gateway', async () => {
    const gateways = cluster.of('gateway').map(({ url }) => url ?? '');
    const at = (i: number) => gateways[i % gateways.length] ?? '';
    const root = await register(at(0), 'root');
    const { createInvitationLink } = await root.request<{ createInvitationLink: { id: string; url: string } }>(
      'mutation { createInvitationLink(input: { uses: 1 }) { id url } }',
    );
    const { url } = createInvitationLink;
    const answers = await Promise.allSettled([0, 1, 2, 3].map((i) => register(at(i), `guest${i}`, url)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'NOT_FOUND', field: 'invitation' });
    }
    await root.close();
  });

  it('are limited for an address whichever gateway it asks, which keeps nobody from signing in', async () => {
    const gateways = cluster.of('gateway').map(({ url }) => url ?? '');
    const at = (i: number) => gateways[i % gateways.length] ?? '';
    const made: string[] = [];
    const attempt = (i: number) =>
      register(at(i), `user${i}`).then(
        ({ username }) => void made.push(username),
        ({ code }: { code?: string }) => expect(code).toBe('RATE_LIMITED'),
      );
    for (let i = 0; i < 2 * PER_ADDRESS; i++) await attempt(i);
    expect(made).toEqual(['user0', 'user1', 'user2', 'user3']);
    expect(made).toHaveLength(PER_ADDRESS - INVITED);
    for (let i = 0; i < made.length; i++) expect((await login(at(i + 1), `user${i}`)).username).toBe(`user${i}`);
  });

  it('can be asked about at each gateway', async () => {
    for (const { url = '' } of cluster.of('gateway')) {
      const { server } = await graphqlClient({ url }).request<{ server: object }>('{ server { name registration } }');
      expect(server).toEqual({ name: 'Tea & Co', registration: 'OPEN' });
    }
  });

  it('get new passwords with a link, once, whichever gateway it is made at and opened at', async () => {
    const [here = '', there = here] = cluster.of('gateway').map(({ url }) => url ?? '');
    const root = await login(here, 'root');
    const { createPasswordReset } = await root.request<{ createPasswordReset: { url: string } }>(
      'mutation { createPasswordReset(input: { username: "user1" }) { url } }',
    );
    expect(createPasswordReset.url.startsWith(`${here}/reset/`)).toBe(true);
    const input = { token: createPasswordReset.url.split('/').at(-1), password: 'better horse' };
    const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { user { username } } }';
    const answers = await Promise.allSettled(
      [here, there].map((url) => graphqlClient({ url }).request(RESET, { input })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toEqual([
      { status: 'fulfilled', value: { resetPassword: { user: { username: 'user1' } } } },
    ]);
    await expect(login(there, 'user1')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await root.close();
  });
});
