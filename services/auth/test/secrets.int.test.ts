import { type AuthWorld, createAuthWorld, DAY_MS, PASSWORD } from './auth-world.ts';

describe('secrets', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld();
  });
  afterEach(() => world.close());

  it('neither reach the log nor lie in the store as they are', async () => {
    const ada = await world.register('Ada');
    const next = await world.refresh(ada.refreshToken);
    await expect(world.login('Ada', 'wrong horse')).rejects.toBeDefined();
    const passwords = { currentPassword: PASSWORD, newPassword: 'better horse' };
    await world.client().changePassword(passwords, world.as(next.accessToken));
    world.clock.advance(31 * DAY_MS);
    await expect(world.refresh(next.refreshToken)).rejects.toBeDefined();
    const last = await world.login('Ada', 'better horse');

    const store = await world.openStore();
    const stored = JSON.stringify(await store.readAll({ after: 0, limit: 1_000 }));
    const log = world.logged.join('');
    const tokens = [ada, next, last].flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
    const parts = tokens.flatMap((token) => token.split('.').filter((part) => part.length > 20));
    for (const secret of [PASSWORD, 'wrong horse', 'better horse', ...parts]) {
      expect(log).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
    expect(log).toContain('a new key signs access tokens');
    expect(log).not.toContain('PRIVATE KEY');
    expect(log).not.toContain('$argon2id$');
  });

  it('are kept from the projection that everybody may read', async () => {
    await world.register('Ada');
    const store = await world.openStore();
    const users = await store.projections.find('users', { index: 'byName', equal: [], limit: 10 });
    expect(JSON.stringify(users)).not.toContain('argon2');
  });

  it('leave projections that equal their replay', async () => {
    const ada = await world.register('Ada');
    await world.register('Bob');
    await world.refresh(ada.refreshToken);
    await world.client().logout({}, world.as((await world.login('ada')).accessToken));
    const store = await world.openStore();
    expect(await store.verify()).toEqual([]);
  });
});
