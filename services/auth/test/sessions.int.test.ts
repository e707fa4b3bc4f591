import { type AuthWorld, createAuthWorld, DAY_MS, MINUTE_MS } from './auth-world.ts';

const ended = { code: 'UNAUTHENTICATED' };

describe('sessions', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld();
  });
  afterEach(() => world.close());

  it('exchanges a refresh token for new tokens of the same session', async () => {
    const ada = await world.register('Ada');
    world.clock.advance(10 * MINUTE_MS);
    await expect(world.ask(ada.accessToken)).rejects.toMatchObject(ended);
    const next = await world.refresh(ada.refreshToken);
    expect(next.refreshToken).not.toBe(ada.refreshToken);
    expect(next.user).toEqual(ada.user);
    const { sessions } = await world.ask(next.accessToken);
    const now = world.clock.now();
    expect(sessions).toMatchObject([{ createdAtMs: now - 10 * MINUTE_MS, refreshedAtMs: now, current: true }]);
  });

  it('serves both tabs that exchange one token at the same moment', async () => {
    const ada = await world.register('Ada');
    const [left, right] = await Promise.all([world.refresh(ada.refreshToken), world.refresh(ada.refreshToken)]);
    expect(left.refreshToken).not.toBe(right.refreshToken);
    world.clock.advance(10 * MINUTE_MS);
    await expect(world.refresh(left.refreshToken)).resolves.toBeDefined();
    expect(world.revoked).toEqual([]);
  });

  it('ends the session when an exchanged token is used again later', async () => {
    const ada = await world.register('Ada');
    const other = await world.login('Ada');
    const next = await world.refresh((await world.refresh(ada.refreshToken)).refreshToken);
    world.clock.advance(world.config.refreshGraceMs);
    await expect(world.refresh(ada.refreshToken)).rejects.toMatchObject(ended);
    await expect(world.refresh(next.refreshToken)).rejects.toMatchObject(ended);
    await expect(world.ask(next.accessToken)).rejects.toMatchObject(ended);
    expect(world.revoked).toHaveLength(1);
    await expect(world.ask(other.accessToken)).resolves.toBeDefined();
  });

  it('goes on with a token whose exchange was not answered, a week later and over a restart', async () => {
    const ada = await world.register('Ada');
    await world.refresh(ada.refreshToken);
    world.clock.advance(7 * DAY_MS);
    await world.restart();
    const next = await world.refresh(ada.refreshToken);
    await expect(world.ask(next.accessToken)).resolves.toBeDefined();
    expect(world.revoked).toEqual([]);
  });

  it('lets nobody end a session with an invented token', async () => {
    const ada = await world.register('Ada');
    const [userId, sessionId, family, secret] = ada.refreshToken.split('.');
    const guess = 'A'.repeat(22);
    const invented = [
      `${userId}.${sessionId}.${guess}.${secret}`,
      `${userId}.${'0'.repeat(20)}.${family}.${secret}`,
      `${'0'.repeat(20)}.${sessionId}.${family}.${secret}`,
      `${userId}.${sessionId}.${family}`,
      'garbage',
      '',
    ];
    for (const token of invented) await expect(world.refresh(token)).rejects.toMatchObject(ended);
    await expect(world.refresh(ada.refreshToken)).resolves.toBeDefined();
    expect(world.revoked).toEqual([]);
  });

  it('keeps a session for 30 days after each exchange, and no longer', async () => {
    let tokens = await world.register('Ada');
    for (let i = 0; i < 3; i++) {
      world.clock.advance(29 * DAY_MS);
      tokens = await world.refresh(tokens.refreshToken);
    }
    world.clock.advance(30 * DAY_MS);
    await expect(world.refresh(tokens.refreshToken)).rejects.toMatchObject(ended);
    const again = await world.login('Ada');
    expect((await world.ask(again.accessToken)).sessions).toHaveLength(1);
  });

  it('signs out: the access token is refused at once, and everybody is told', async () => {
    const ada = await world.register('Ada');
    const other = await world.login('Ada');
    const current = (await world.ask(ada.accessToken)).sessions.find((session) => session.current);
    await world.client().logout({}, world.as(ada.accessToken));
    expect(world.revoked).toEqual([current?.id]);
    await expect(world.ask(ada.accessToken)).rejects.toMatchObject(ended);
    await expect(world.refresh(ada.refreshToken)).rejects.toMatchObject(ended);
    expect((await world.ask(other.accessToken)).sessions).toHaveLength(1);
  });

  it('ends another session of the same user, but nobody else’s', async () => {
    const ada = await world.register('Ada');
    const bob = await world.register('Bob');
    world.clock.advance(1);
    const phone = await world.login('Ada');
    const { sessions } = await world.ask(ada.accessToken);
    expect(sessions.map(({ current }) => current)).toEqual([false, true]);
    const sessionId = sessions[0]?.id ?? '';
    const revoke = (token: string) => world.client().revokeSession({ sessionId }, world.as(token));
    await expect(revoke(bob.accessToken)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await revoke(ada.accessToken);
    await expect(world.ask(phone.accessToken)).rejects.toMatchObject(ended);
    await expect(revoke(ada.accessToken)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(world.revoked).toEqual([sessionId]);
  });

  it('lets the least recently used of too many sessions go', async () => {
    const first = await world.register('Ada');
    for (let i = 0; i < 50; i++) {
      world.clock.advance(1);
      await world.login('Ada');
    }
    await expect(world.ask(first.accessToken)).rejects.toMatchObject(ended);
    const last = await world.login('Ada');
    expect((await world.ask(last.accessToken)).sessions).toHaveLength(50);
  });

  it('keeps sessions, and what was revoked, over a restart', async () => {
    const ada = await world.register('Ada');
    const gone = await world.login('Ada');
    await world.client().logout({}, world.as(gone.accessToken));
    const next = await world.refresh((await world.refresh(ada.refreshToken)).refreshToken);
    await world.restart();
    await expect(world.ask(next.accessToken)).resolves.toBeDefined();
    await expect(world.ask(gone.accessToken)).rejects.toMatchObject(ended);
    await expect(world.refresh(gone.refreshToken)).rejects.toMatchObject(ended);
    world.clock.advance(MINUTE_MS);
    await expect(world.refresh(next.refreshToken)).resolves.toBeDefined();
    await expect(world.refresh(ada.refreshToken)).rejects.toMatchObject(ended);
  });
});
