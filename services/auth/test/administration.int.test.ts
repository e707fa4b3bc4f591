import { ServerRole, type Tokens, UserOrder } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, MINUTE_MS } from './auth-world.ts';

const forbidden = { code: 'FORBIDDEN' };
const unauthenticated = { code: 'UNAUTHENTICATED' };

describe('administration of users', () => {
  let world: AuthWorld;
  let root: Tokens;
  let ada: Tokens;
  beforeEach(async () => {
    world = await createAuthWorld();
    root = await world.register('root');
    ada = await world.register('Ada');
  });
  afterEach(() => world.close());

  const setRole = (username: string, role: ServerRole, by = root) =>
    world.client().setServerRole({ username, role }, world.as(by.accessToken));
  const ban = (username: string, reason = 'spam', by = root) =>
    world.client().banUser({ username, reason }, world.as(by.accessToken));

  it.each([
    ['members', () => ada.accessToken, forbidden],
    ['anonymous callers', () => undefined, unauthenticated],
  ])('is closed to %s', async (_who, token, refusal) => {
    const as = () => world.as(token());
    const username = 'root';
    const attempts = [
      world.client().setServerRole({ username: 'Ada', role: ServerRole.ADMIN }, as()),
      world.client().banUser({ username }, as()),
      world.client().unbanUser({ username }, as()),
      world.client().updateUser({ username, displayName: 'x' }, as()),
      world.client().deleteUser({ username }, as()),
      world.client().listUsers({ first: 1, banned: true }, as()),
    ];
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes).toEqual(attempts.map(() => ({ status: 'rejected', reason: expect.objectContaining(refusal) })));
    expect((await world.client().getUsers({ usernames: ['root'] }, world.as(ada.accessToken))).users).toMatchObject([
      { displayName: 'root', role: ServerRole.ADMIN },
    ]);
  });

  it('bans: every session ends at once, signing in and refreshing say why, and lifting it opens the door again', async () => {
    const phone = await world.login('Ada');
    expect((await ban('ada')).user).toMatchObject({ username: 'Ada' });
    expect(world.revoked).toHaveLength(2);
    for (const { accessToken, refreshToken } of [ada, phone]) {
      await expect(world.ask(accessToken)).rejects.toMatchObject(unauthenticated);
      const told = {
        ...forbidden,
        message: 'This account is banned. Reason: spam',
        facts: { ban: { reason: 'spam' } },
      };
      await expect(world.refresh(refreshToken)).rejects.toMatchObject(told);
    }
    await expect(world.login('Ada')).rejects.toMatchObject({ ...forbidden, message: expect.stringContaining('spam') });
    await expect(world.login('Ada', 'wrong horse')).rejects.toMatchObject(unauthenticated);

    await world.client().unbanUser({ username: 'Ada' }, world.as(root.accessToken));
    await expect(world.login('Ada')).resolves.toBeDefined();
    await expect(world.refresh(ada.refreshToken)).rejects.toMatchObject(unauthenticated);
  });

  it('shows bans to administrators and to nobody else', async () => {
    await ban('Ada');
    const bob = await world.register('Bob');
    const userIds = [ada.user?.id ?? '', bob.user?.id ?? ''];
    const { bans } = await world.client().getBans({ userIds }, world.as(root.accessToken));
    expect(bans).toMatchObject([{ userId: ada.user?.id, byId: root.user?.id, reason: 'spam' }]);
    expect(await world.client().getBans({ userIds }, world.as(bob.accessToken))).toMatchObject({ bans: [] });
  });

  it('appoints and dismisses; a dismissed administrator is signed out, the last one stays', async () => {
    await expect(setRole('root', ServerRole.MEMBER)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await setRole('Ada', ServerRole.ADMIN)).user).toMatchObject({ role: ServerRole.ADMIN });
    // Ada's access token still says that she is a member: what she is now counts.
    await expect(ban('root', 'coup', ada)).rejects.toMatchObject({ code: 'CONFLICT' });
    await setRole('root', ServerRole.MEMBER, ada);
    await expect(world.ask(root.accessToken)).rejects.toMatchObject(unauthenticated);
    root = await world.login('root');
    expect(root.user).toMatchObject({ role: ServerRole.MEMBER });
    await expect(ban('Ada')).rejects.toMatchObject(forbidden);
    await expect(setRole('Ada', ServerRole.MEMBER, ada)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('of two administrators who dismiss each other keeps one', async () => {
    await setRole('Ada', ServerRole.ADMIN);
    await Promise.allSettled([setRole('Ada', ServerRole.MEMBER), setRole('root', ServerRole.MEMBER, ada)]);
    const role = ServerRole.ADMIN;
    const reader = await world.register('Bob');
    const { users } = await world.client().listUsers({ first: 10, role }, world.as(reader.accessToken));
    expect(users).toHaveLength(1);
  });

  it('closes an account for good', async () => {
    const remove = () => world.client().deleteUser({ username: 'Ada' }, world.as(root.accessToken));
    await world.client().updateUser({ username: 'ada', displayName: 'Countess' }, world.as(root.accessToken));
    const deletedAtMs = world.clock.now();
    expect((await remove()).user).toMatchObject({ username: 'Ada', displayName: 'Ada', deletedAtMs });
    await expect(remove()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.ask(ada.accessToken)).rejects.toMatchObject(unauthenticated);
    await expect(world.refresh(ada.refreshToken)).rejects.toMatchObject(unauthenticated);
    await expect(world.login('Ada')).rejects.toMatchObject(unauthenticated);
    await expect(world.register('ADA')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    const as = world.as(root.accessToken);
    expect((await world.client().getUsers({ usernames: ['ada'] }, as)).users).toMatchObject([{ deletedAtMs }]);
    expect((await world.client().listUsers({ first: 10 }, as)).users).toMatchObject([{ username: 'root' }]);
    const store = await world.openStore();
    expect(await store.projections.get('credentials', [ada.user?.id ?? ''])).toBeUndefined();
  });

  it('lists users by role and ban, by name or the newest first', async () => {
    for (const name of ['dora', 'Bob', 'Cid', 'eve']) {
      world.clock.advance(MINUTE_MS);
      root = await world.refresh(root.refreshToken);
      await world.register(name);
    }
    await setRole('Bob', ServerRole.ADMIN);
    await ban('eve');
    await ban('Cid');
    await world.client().unbanUser({ username: 'Cid' }, world.as(root.accessToken));

    const list = async (filter: { role?: ServerRole; banned?: boolean; order?: UserOrder; search?: string }) => {
      const names: string[] = [];
      for (let after: string | undefined; ; ) {
        const request = { ...filter, first: 2, ...(after === undefined ? {} : { after }) };
        const page = await world.client().listUsers(request, world.as(root.accessToken));
        names.push(...page.users.map(({ username }) => username));
        after = page.cursors.at(-1);
        if (!page.hasMore) return names.join(' ');
      }
    };
    const order = UserOrder.NEWEST;
    expect(await list({})).toBe('Ada Bob Cid dora eve root');
    expect(await list({ order })).toMatch(/^eve Cid Bob dora /);
    expect(await list({ role: ServerRole.ADMIN })).toBe('Bob root');
    expect(await list({ role: ServerRole.MEMBER, order })).toBe('eve Cid dora Ada');
    expect(await list({ role: ServerRole.MEMBER, banned: false })).toBe('Ada Cid dora');
    expect(await list({ banned: true })).toBe('eve');
    expect(await list({ role: ServerRole.ADMIN, banned: true })).toBe('');
    await expect(list({ order, search: 'e' })).rejects.toMatchObject({ field: 'order' });
  });

  it('leaves projections that equal their replay', async () => {
    await setRole('Ada', ServerRole.ADMIN);
    await setRole('Ada', ServerRole.MEMBER);
    await ban('Ada');
    await world.client().unbanUser({ username: 'Ada' }, world.as(root.accessToken));
    await ban('Ada', '');
    await world.register('Bob');
    await world.client().deleteUser({ username: 'Bob' }, world.as(root.accessToken));
    const store = await world.openStore();
    expect(await store.verify()).toEqual([]);
  });
});
