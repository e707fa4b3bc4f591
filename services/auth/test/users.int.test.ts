import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, PASSWORD } from './auth-world.ts';

describe('users', () => {
  let world: AuthWorld;
  let token: string;

  beforeAll(async () => {
    world = await createAuthWorld();
    token = (await world.register('mallory')).accessToken;
    await Promise.all(['Anna', 'anton', 'ANDRÉ', 'berta', 'Владимир', 'an_'].map((name) => world.register(name)));
  });
  afterAll(() => world.close());

  const names = (answer: { users: { username: string }[] }) => answer.users.map(({ username }) => username);

  it('are found by id and by name in any letter case, each once; unknown ones are left out', async () => {
    const { users } = await world.client().getUsers({ usernames: ['ANNA'] }, world.as(token));
    const ids = [users[0]?.id ?? '', 'unknown'];
    const answer = await world.client().getUsers({ ids, usernames: ['anna', 'Владимир', 'x.y'] }, world.as(token));
    expect(names(answer).sort()).toEqual(['Anna', 'Владимир']);
  });

  it('are told with the names that no longer one begins with, the shortest of them', async () => {
    const finalOf = async (...usernames: string[]) =>
      (await world.client().getUsers({ usernames, withFinalUsernames: true }, world.as(token))).finalUsernames;
    expect(await finalOf('Владимир', 'Влад', 'Владимирович', 'Владимир-2')).toEqual(['владимир']);
    expect(await finalOf('an', 'anna', 'annabel', 'x', 'xy')).toEqual(['x', 'anna']);
    expect((await world.client().getUsers({ usernames: ['x'] }, world.as(token))).finalUsernames).toEqual([]);
  });

  it('are listed in the order of their names, page by page', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const page = await world.client().listUsers({ first: 3, ...(after ? { after } : {}) }, world.as(token));
      expect(page.cursors).toHaveLength(page.users.length);
      seen.push(...names(page));
      after = page.cursors.at(-1);
      hasMore = page.hasMore;
    }
    expect(seen).toEqual(['an_', 'ANDRÉ', 'Anna', 'anton', 'berta', 'mallory', 'Владимир']);
  });

  it('are listed by the beginning of their names', async () => {
    const list = (search: string, after?: string) =>
      world.client().listUsers({ search, first: 2, ...(after ? { after } : {}) }, world.as(token));
    const first = await list('AN');
    expect(names(first)).toEqual(['an_', 'ANDRÉ']);
    const second = await list('AN', first.cursors.at(-1));
    expect(names(second)).toEqual(['Anna', 'anton']);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(names(await list('ВЛАД'))).toEqual(['Владимир']);
    expect(names(await list('%'))).toEqual([]);
  });

  it('are found by any word of what people call them, page by page, accents and letter case aside', async () => {
    const register = async (username: string, displayName: string) => {
      const { tokens } = await world.client().register({ username, password: PASSWORD, displayName });
      return tokens?.accessToken ?? '';
    };
    const bob = await register('okafor-bob', 'Robért Zuckermann');
    await register('zoe', 'Zoë Zuckermann');
    const list = async (search: string) => {
      const seen: string[] = [];
      let after: string | undefined;
      for (let hasMore = true; hasMore; ) {
        const page = await world.client().listUsers({ search, first: 1, ...(after ? { after } : {}) }, world.as(token));
        seen.push(...names(page));
        after = page.cursors.at(-1);
        hasMore = page.hasMore;
      }
      return seen;
    };
    expect((await list('zuckermann')).sort()).toEqual(['okafor-bob', 'zoe']);
    expect(await list('z')).toEqual(expect.arrayContaining(['okafor-bob', 'zoe']));
    expect(await list('z')).toHaveLength(2);
    for (const search of ['ROBERT', 'zucker rob', 'bob', 'okafor-b', 'okafor robert'])
      expect(await list(search)).toEqual(['okafor-bob']);
    expect(await list('zoe zuck')).toEqual(['zoe']);
    await world.client().updateProfile({ displayName: 'Ålice' }, world.as(bob));
    expect(await list('zuckermann')).toEqual(['zoe']);
    expect(await list('alice')).toEqual(['okafor-bob']);
    expect(await list('okafor')).toEqual(['okafor-bob']);
  });

  it('are not listed by the thousands', async () => {
    await expect(world.client().listUsers({ first: 101 }, world.as(token))).rejects.toMatchObject({ field: 'first' });
    const ids = Array.from({ length: 1_001 }, (_, i) => `${i}`);
    await expect(world.client().getUsers({ ids }, world.as(token))).rejects.toMatchObject({ field: 'ids' });
  });

  it('are shown to users and services only; a bad token is refused whoever hands it on', async () => {
    const asked = { usernames: ['anna'] };
    const unauthenticated = { code: 'UNAUTHENTICATED' };
    await expect(world.client().getUsers(asked, world.as('garbage'))).rejects.toMatchObject(unauthenticated);
    await expect(world.clientOf('rooms').getUsers(asked)).resolves.toMatchObject({ users: [{ username: 'Anna' }] });
    await expect(world.client().listUsers({ first: 1 }, world.as())).rejects.toMatchObject(unauthenticated);
    await expect(world.client().logout({}, world.as())).rejects.toMatchObject(unauthenticated);
    await expect(world.client().revokeSession({ sessionId: 'x' }, world.as())).rejects.toMatchObject(unauthenticated);
    const passwords = { currentPassword: PASSWORD, newPassword: PASSWORD };
    await expect(world.client().changePassword(passwords, world.as())).rejects.toMatchObject(unauthenticated);
  });

  it('sign in through the gateway only', async () => {
    const rooms = world.clientOf('rooms');
    const forbidden = { code: 'FORBIDDEN' };
    await expect(rooms.register({ username: 'eve', password: PASSWORD })).rejects.toMatchObject(forbidden);
    await expect(rooms.login({ username: 'anna', password: PASSWORD })).rejects.toMatchObject(forbidden);
    await expect(rooms.refresh({ refreshToken: 'x' })).rejects.toMatchObject(forbidden);
  });

  it('serves every method of its contract', () => {
    for (const { localName } of AuthService.methods) expect(world.client()).toHaveProperty(localName);
  });
});
