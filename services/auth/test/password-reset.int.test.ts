import type { Tokens } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, DAY_MS, MINUTE_MS } from './auth-world.ts';

const NEW_PASSWORD = 'better horse';
const useless = { code: 'NOT_FOUND', field: 'token', message: expect.stringContaining('does not work any more') };
const unauthenticated = { code: 'UNAUTHENTICATED' };

describe('a forgotten password', () => {
  let world: AuthWorld;
  let root: Tokens;
  let ada: Tokens;
  beforeEach(async () => {
    world = await createAuthWorld();
    root = await world.register('root');
    ada = await world.register('Ada');
  });
  afterEach(() => world.close());

  const createLink = (username = 'ada', by = root) =>
    world.client().createPasswordReset({ username }, world.as(by.accessToken));
  const reset = (token: string, { password = NEW_PASSWORD, address = '192.0.2.1' } = {}) =>
    world.client().resetPassword({ token, password, address }, world.as());

  it('is replaced with a link: the old one and all other sessions are over, and the new one is signed in', async () => {
    const phone = await world.login('Ada');
    const { token, expiresAtMs } = await createLink();
    expect(expiresAtMs).toBe(world.clock.now() + DAY_MS);
    const { tokens } = await reset(token);
    expect(tokens?.user?.username).toBe('Ada');
    await expect(world.ask(tokens?.accessToken)).resolves.toMatchObject({ sessions: [{ current: true }] });
    for (const { accessToken, refreshToken } of [ada, phone]) {
      await expect(world.ask(accessToken)).rejects.toMatchObject(unauthenticated);
      await expect(world.refresh(refreshToken)).rejects.toMatchObject(unauthenticated);
    }
    expect(world.revoked).toHaveLength(2);
    await expect(world.login('Ada')).rejects.toMatchObject(unauthenticated);
    await expect(world.login('Ada', NEW_PASSWORD)).resolves.toBeDefined();
  });

  it('is replaced once with each link, of two people at the same moment by one', async () => {
    const { token } = await createLink();
    const answers = await Promise.allSettled([
      reset(token, { password: 'first horse' }),
      reset(token, { password: 'second horse' }),
    ]);
    const isRefused = ({ status }: { status: string }) => status === 'rejected';
    expect(answers.filter(isRefused)).toEqual([{ status: 'rejected', reason: expect.objectContaining(useless) }]);
    const kept = isRefused(answers[0]) ? 'second horse' : 'first horse';
    await expect(world.login('Ada', kept)).resolves.toBeDefined();
    await expect(reset(token)).rejects.toMatchObject(useless);
  });

  it('gets one answer to every link that does not work', async () => {
    const { token: withdrawn } = await createLink();
    const { token: expired } = await createLink();
    world.clock.advance(DAY_MS);
    const [id] = expired.split('.');
    const nobody = `${'0'.repeat(20)}.${'A'.repeat(43)}`;
    const links = [withdrawn, expired, `${id}.${'A'.repeat(43)}`, nobody, 'nonsense', '', `${withdrawn} `];
    for (const [i, token] of links.entries()) {
      await expect(reset(token, { address: `192.0.2.${i}` })).rejects.toMatchObject(useless);
    }
    await expect(world.login('Ada')).resolves.toBeDefined();
  });

  it('can be replaced after a password that breaks the rule was tried', async () => {
    const { token } = await createLink();
    await expect(reset(token, { password: 'short' })).rejects.toMatchObject({ field: 'password' });
    await expect(reset(token)).resolves.toBeDefined();
  });

  it('cannot be guessed at: after some failures an address waits, and others do not', async () => {
    const { token } = await createLink();
    for (let i = 0; i < world.config.failures.free; i += 1) {
      await expect(reset(`nonsense${i}`)).rejects.toMatchObject(useless);
    }
    await expect(reset(token)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    await expect(reset(token, { address: '192.0.2.2' })).resolves.toBeDefined();
    world.clock.advance(MINUTE_MS);
    const { token: next } = await createLink();
    await expect(reset(next)).resolves.toBeDefined();
  });

  it('is nothing that members or strangers make links for, nor for whom there is no account or a ban', async () => {
    await expect(createLink('root', ada)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(world.client().createPasswordReset({ username: 'Ada' }, world.as())).rejects.toMatchObject(
      unauthenticated,
    );
    await expect(createLink('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'username' });
    await world.client().banUser({ username: 'ada' }, world.as(root.accessToken));
    await expect(createLink()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is reset by links that survive a restart', async () => {
    const { token } = await createLink();
    await world.restart();
    await expect(reset(token)).resolves.toBeDefined();
  });

  it('leaves no link in the log or the store, and projections that equal their replay', async () => {
    const { token } = await createLink();
    const [, secret = 'no secret'] = token.split('.');
    await reset(token);
    await expect(reset(token)).rejects.toMatchObject(useless);
    const store = await world.openStore();
    const stored = JSON.stringify(await store.readAll({ after: 0, limit: 1_000 }));
    expect(stored).toContain('PasswordResetCreated');
    for (const text of [stored, world.logged.join('')]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(NEW_PASSWORD);
    }
    expect(await store.verify()).toEqual([]);
  });
});
