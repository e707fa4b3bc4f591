import { ServerRole } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, PASSWORD } from './auth-world.ts';

describe('accounts', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld();
  });
  afterEach(() => world.close());

  const refusedInput = (field: string) => ({ code: 'BAD_USER_INPUT', field });

  it('makes the first account the administrator and signs it in', async () => {
    const { user, accessToken, expiresInSeconds } = await world.register('Ada');
    expect(user).toMatchObject({ username: 'Ada', displayName: 'Ada', role: ServerRole.ADMIN });
    expect(user?.createdAtMs).toBe(world.clock.now());
    expect(expiresInSeconds).toBe(600);
    expect((await world.ask(accessToken)).sessions).toHaveLength(1);
    expect((await world.register('Bob')).user?.role).toBe(ServerRole.MEMBER);
  });

  it('makes exactly one administrator of many who register at once', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => world.register(`user${i}`)));
    expect(all.filter(({ user }) => user?.role === ServerRole.ADMIN)).toHaveLength(1);
  });

  it('gives a name once, whatever its letter case and composition, also in parallel', async () => {
    const names = ['Zoé', 'zoé', 'ZOÉ', 'zoe\u0301', 'ZOE\u0301'];
    const attempts = await Promise.allSettled(names.map((name) => world.register(name)));
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused).toHaveLength(4);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(world.register('zoé')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect((await world.login('ZOÉ')).user?.username.normalize('NFC').toLowerCase()).toBe('zoé');
  });

  it.each([
    ['username', { username: 'a.b', password: PASSWORD }],
    ['username', { username: '', password: PASSWORD }],
    ['username', { username: 'x'.repeat(65), password: PASSWORD }],
    ['password', { username: 'ada', password: '1234567' }],
    ['password', { username: 'ada', password: 'x'.repeat(257) }],
    ['displayName', { username: 'ada', password: PASSWORD, displayName: '\u0000\u200b' }],
    ['displayName', { username: 'ada', password: PASSWORD, displayName: '' }],
  ])('refuses a bad %s and stores nothing', async (field, input) => {
    await expect(world.client().register(input, world.as())).rejects.toMatchObject(refusedInput(field));
    expect((await world.client().getUsers({ usernames: ['ada'] }, world.as())).users).toEqual([]);
  });

  it('refuses a wrong password and an unknown name in the same words', async () => {
    await world.register('Ada');
    const answers = await Promise.allSettled([
      world.login('Ada', 'wrong horse'),
      world.login('nobody-here', 'wrong horse'),
      world.login('not.a.name \ud800', 'wrong horse'),
      world.login('Ada', 'x'.repeat(100_000)),
    ]);
    const reasons = answers.map((answer) => (answer.status === 'rejected' ? answer.reason : undefined));
    for (const reason of reasons) {
      expect(reason).toMatchObject({ code: 'UNAUTHENTICATED', message: 'The name or the password is wrong.' });
    }
  });

  it('slows down guessing, and lets the owner who is signed in go on', async () => {
    const ada = await world.register('Ada');
    for (let i = 0; i < 5; i++) {
      await expect(world.login('ada', 'wrong horse')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    const limited = { code: 'RATE_LIMITED', retryAfterMs: 1_000 };
    await expect(world.login('Ada')).rejects.toMatchObject(limited);
    const passwords = { currentPassword: PASSWORD, newPassword: 'better horse' };
    await world.client().changePassword(passwords, world.as(ada.accessToken));
    await expect(world.refresh(ada.refreshToken)).resolves.toMatchObject({ user: { username: 'Ada' } });
    world.clock.advance(1_000);
    await expect(world.login('Ada', 'better horse')).resolves.toMatchObject({ user: { username: 'Ada' } });
  });

  it('lets the owner sign in anywhere but where somebody guesses at the password', async () => {
    await world.register('Ada');
    const login = (address: string, password: string) =>
      world.client().login({ username: 'Ada', password, address }, world.as());
    for (let i = 0; i < 5; i++) {
      await expect(login('192.0.2.66', 'wrong horse')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    await expect(login('192.0.2.66', PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(login('2001:db8:0:1::/64', PASSWORD)).resolves.toBeDefined();
    await expect(login('192.0.2.66', PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('slows down guessing at unknown names alike', async () => {
    for (let i = 0; i < 5; i++) {
      await expect(world.login('nobody')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    await expect(world.login('nobody')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
  });

  it('changes a password, and ends every other session', async () => {
    const first = await world.register('Ada');
    const second = await world.login('Ada');
    const change = (currentPassword: string, newPassword: string) =>
      world.client().changePassword({ currentPassword, newPassword }, world.as(second.accessToken));
    await expect(change(PASSWORD, 'short')).rejects.toMatchObject(refusedInput('newPassword'));
    await expect(change('wrong horse', 'better horse')).rejects.toMatchObject(refusedInput('currentPassword'));
    await change(PASSWORD, 'better horse');

    await expect(world.ask(first.accessToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(world.refresh(first.refreshToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await world.ask(second.accessToken)).sessions).toMatchObject([{ current: true }]);
    await expect(world.login('Ada', PASSWORD)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(world.login('Ada', 'better horse')).resolves.toBeDefined();
    expect(world.revoked).toHaveLength(1);
  });

  it('slows down guessing at the current password', async () => {
    const { accessToken } = await world.register('Ada');
    const guess = () =>
      world
        .client()
        .changePassword({ currentPassword: 'wrong horse', newPassword: 'better horse' }, world.as(accessToken));
    for (let i = 0; i < 5; i++) await expect(guess()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(guess()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('answers a repeated command id with the first result', async () => {
    const { accessToken } = await world.register('Ada');
    const passwords = { currentPassword: PASSWORD, newPassword: 'better horse' };
    const change = (commandId: string) => world.client().changePassword(passwords, world.as(accessToken, commandId));
    await change('change-1');
    await world.restart();
    await change('change-1');
    await expect(change('change-2')).rejects.toMatchObject(refusedInput('currentPassword'));
  });

  it('refuses a command id again for something else', async () => {
    const { accessToken } = await world.register('Ada');
    const update = (displayName: string) =>
      world.client().updateProfile({ displayName }, world.as(accessToken, 'profile-1'));
    await update('Countess');
    await expect(update('Duchess')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await update(' Countess ')).user).toMatchObject({ displayName: 'Countess' });
  });

  it('changes what a user shows of themselves', async () => {
    const { accessToken } = await world.register('Ada');
    const update = (displayName: string) => world.client().updateProfile({ displayName }, world.as(accessToken));
    await expect(update('\u202e\u3164')).rejects.toMatchObject(refusedInput('displayName'));
    expect((await update('\u202eAda\u200b L.')).user).toMatchObject({ username: 'Ada', displayName: 'Ada L.' });
    expect((await update(' Countess ')).user).toMatchObject({ username: 'Ada', displayName: 'Countess' });
    const { users } = await world.client().getUsers({ usernames: ['ada'] }, world.as(accessToken));
    expect(users).toMatchObject([{ username: 'Ada', displayName: 'Countess' }]);
    expect((await world.login('Ada')).user).toMatchObject({ displayName: 'Countess' });
  });

  it('names the device of each session as it named itself', async () => {
    const { accessToken } = await world.register('Ada');
    await world.client().login({ username: 'Ada', password: PASSWORD, device: 'curl/8.5\n' }, world.as());
    const { sessions } = await world.ask(accessToken);
    expect(sessions.map(({ device }) => device).sort()).toEqual(['curl/8.5', undefined]);
  });
});
