import { ServerRole, type Tokens } from '@confab/proto/auth/v1/auth_pb';
import { type AuthWorld, createAuthWorld, MINUTE_MS, PASSWORD } from './auth-world.ts';

const useless = { code: 'NOT_FOUND', field: 'invitation' };
const HOUR_MS = 60 * MINUTE_MS;

describe('registration that takes an invitation', () => {
  let world: AuthWorld;
  let root: Tokens;
  beforeEach(async () => {
    world = await createAuthWorld({ registration: 'INVITATION' });
    root = await world.register('root', PASSWORD, world.firstInvitation());
  });
  afterEach(() => world.close());

  const createLink = (input: { uses?: number; expiresInHours?: number } = {}, by = root) =>
    world.client().createInvitationLink(input, world.as(by.accessToken));
  const enter = (username: string, token: string) => world.register(username, PASSWORD, token);
  const lookAt = async (token: string, address = '192.0.2.1') =>
    (await world.client().getInvitation({ token, address }, world.as())).invitation;

  it('gives the last use of a link to one of many at once', async () => {
    const { token } = await createLink({ uses: 3 });
    await enter('first', token);
    const answers = await Promise.allSettled(['ann', 'bob', 'cid', 'dora', 'eve'].map((name) => enter(name, token)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(useless);
    }
  });

  it('spends no use on an account that does not come to be', async () => {
    const { token } = await createLink({ uses: 1 });
    await expect(enter('root', token)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(world.register('ann', 'short', token)).rejects.toMatchObject({ field: 'password' });
    await expect(enter('ann', token)).resolves.toBeDefined();
  });

  it('takes a link until its hour', async () => {
    const { token, expiresAtMs } = await createLink({ expiresInHours: 1 });
    expect(expiresAtMs).toBe(world.clock.now() + HOUR_MS);
    world.clock.advance(HOUR_MS - 1);
    await enter('ann', token);
    world.clock.advance(1);
    await expect(enter('bob', token)).rejects.toMatchObject(useless);
  });

  it('takes no link that was revoked, that never was, or whose maker is no administrator any more', async () => {
    const ann = await enter('ann', (await createLink()).token);
    await world.client().setServerRole({ username: 'ann', role: ServerRole.ADMIN }, world.as(root.accessToken));
    const { token: hers } = await createLink({}, ann);
    const { id, token: revoked } = await createLink();
    await world.client().revokeInvitationLink({ id }, world.as(root.accessToken));
    await world.client().setServerRole({ username: 'ann', role: ServerRole.MEMBER }, world.as(root.accessToken));
    for (const [i, token] of [hers, revoked, `${id}.${'A'.repeat(43)}`, 'nonsense'].entries()) {
      expect(await lookAt(token, `192.0.2.${i}`)).toBeUndefined();
      await expect(enter('bob', token)).rejects.toMatchObject(useless);
    }
  });

  it('shows who invites, and makes whoever guesses wait', async () => {
    const { token } = await createLink();
    expect(await lookAt(token)).toMatchObject({ invitedBy: 'root' });
    for (let i = 0; i < world.config.failures.free; i += 1) expect(await lookAt(`nonsense${i}`)).toBeUndefined();
    await expect(lookAt(token)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await lookAt(token, '192.0.2.2')).toBeDefined();
  });

  it('leaves no link in the log or the store, and projections that equal their replay', async () => {
    const { token } = await createLink();
    await enter('ann', token);
    const store = await world.openStore();
    const stored = JSON.stringify(await store.readAll({ after: 0, limit: 1_000 }));
    expect(stored).toContain('InvitationLinkUsed');
    for (const text of [stored, world.logged.join('')]) expect(text).not.toContain(token.split('.')[1]);
    expect(await store.verify()).toEqual([]);
  });
});
