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

  const enter = () => world.register('Ada', PASSWORD, world.firstInvitation());

  it('lets the first account in with the link of the start, who administers the server, and nobody after that', async () => {
    expect((await options()).registration).toBe(CLOSED);
    await expect(register('Mallory')).rejects.toMatchObject(refusedAsClosed);
    const first = world.firstInvitation();
    expect((await enter()).user?.role).toBe(1);
    await expect(register('Bob')).rejects.toMatchObject(refusedAsClosed);
    await expect(world.register('Bob', PASSWORD, first)).rejects.toMatchObject(refusedAsClosed);
    await world.restart();
    expect(world.firstInvitation()).toBeUndefined();
    await expect(register('Bob')).rejects.toMatchObject(refusedAsClosed);
  });

  it('makes another link at each start, as long as nobody is there', async () => {
    const first = world.firstInvitation();
    await world.restart();
    expect(world.firstInvitation()).not.toBe(first);
    expect((await enter()).user?.role).toBe(1);
  });

  it('lets one in of several who are first at once', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `user${i}`);
    const invitation = world.firstInvitation();
    const answers = await Promise.allSettled(names.map((name) => world.register(name, PASSWORD, invitation)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(refusedAsClosed);
    }
  });

  it('tells nobody which names are taken or could be', async () => {
    await enter();
    for (const [username, password] of [
      ['ada', PASSWORD],
      ['b a d', PASSWORD],
      ['Bob', 'short'],
    ] as const) {
      await expect(register(username, password)).rejects.toMatchObject(refusedAsClosed);
    }
  });

  it('lets those who have an account sign in', async () => {
    await enter();
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
