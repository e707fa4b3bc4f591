import { RegistrationPolicy, SignInKind } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, PASSWORD } from './auth-world.ts';

const { OPEN, CLOSED } = RegistrationPolicy;
const refusedAsClosed = { code: 'FORBIDDEN', facts: { registration: { policy: 'CLOSED' } } };

describe('registration that is closed', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld({ registration: 'CLOSED' });
  });
  afterEach(() => world.close());

  const options = () => world.client().getEntryOptions({}, world.as());
  const register = (username: string, password = PASSWORD) =>
    world.client().register({ username, password }, world.as());

  it('lets the first account in, who administers the server, and nobody after that', async () => {
    expect((await options()).registration).toBe(OPEN);
    expect((await world.register('Ada')).user?.role).toBe(1);
    expect((await options()).registration).toBe(CLOSED);
    await expect(register('Bob')).rejects.toMatchObject(refusedAsClosed);
    await world.restart();
    expect((await options()).registration).toBe(CLOSED);
    await expect(register('Bob')).rejects.toMatchObject(refusedAsClosed);
  });

  it('lets one in of several who are first at once', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `user${i}`);
    const answers = await Promise.allSettled(names.map((name) => register(name)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(refusedAsClosed);
    }
  });

  it('tells nobody which names are taken or could be', async () => {
    await world.register('Ada');
    for (const [username, password] of [
      ['ada', PASSWORD],
      ['b a d', PASSWORD],
      ['Bob', 'short'],
    ] as const) {
      await expect(register(username, password)).rejects.toMatchObject(refusedAsClosed);
    }
  });

  it('lets those who have an account sign in', async () => {
    await world.register('Ada');
    expect((await world.login('Ada')).user?.username).toBe('Ada');
  });
});

describe('the ways in', () => {
  it('are told to services, and to nobody else', async () => {
    const world = await createAuthWorld();
    const { accessToken } = await world.register('Ada');
    expect(await world.client().getEntryOptions({}, world.as(accessToken))).toMatchObject({
      registration: OPEN,
      signInMethods: [{ id: 'password', kind: SignInKind.PASSWORD, label: 'Password' }],
    });
    await world.close();
  });
});
