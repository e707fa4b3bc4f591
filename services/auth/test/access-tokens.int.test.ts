import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import { createLogger } from '@confab/runtime/process/logging';
import { createTestKey } from '@confab/runtime/testing/test-keys';
import jwt from 'jsonwebtoken';
import { type AuthWorld, createAuthWorld, DAY_MS, MINUTE_MS } from './auth-world.ts';

const refused = { code: 'UNAUTHENTICATED' };

describe('access tokens', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld();
  });
  afterEach(() => world.close());

  const publishedKeys = async () => (await world.clientOf('rooms').getSigningKeys({})).keys;

  it('say who they speak for, signed with ES256 by a published key', async () => {
    const { accessToken, user } = await world.register('Ada');
    const { header, payload } = jwt.decode(accessToken, { complete: true }) as jwt.Jwt;
    const [key] = await publishedKeys();
    expect(header).toEqual({ alg: 'ES256', typ: 'JWT', kid: key?.keyId });
    const iat = Math.floor(world.clock.now() / 1_000);
    const sid = (await world.ask(accessToken)).sessions[0]?.id;
    expect(payload).toEqual({ iss: 'confab', sub: user?.id, name: 'Ada', role: 'ADMIN', sid, iat, exp: iat + 600 });
  });

  it('are refused when nobody, anybody or somebody else made them', async () => {
    const { accessToken } = await world.register('Ada');
    const { header, payload } = jwt.decode(accessToken, { complete: true }) as jwt.Jwt;
    const claims = payload as jwt.JwtPayload;
    const kid = header.kid ?? '';
    const [head = '', body = '', signature = ''] = accessToken.split('.');
    const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    const [key] = await publishedKeys();
    const forged = {
      none: `${encode({ alg: 'none', kid })}.${body}.`,
      'none with the signature': `${encode({ alg: 'none', kid })}.${body}.${signature}`,
      'a public key as a secret': `${encode({ alg: 'HS256', kid })}.${body}.${signature}`,
      'an HMAC': jwt.sign(claims, `${key?.publicKey}`.repeat(2), { keyid: kid, algorithm: 'HS256' }),
      'a foreign key under the right id': createTestKey(kid).sign({ ...claims, iss: undefined }),
      'a foreign key': createTestKey('foreign').sign({ ...claims, iss: undefined }),
      'a tampered body': `${head}.${encode({ ...claims, role: 'ADMIN', sub: 'somebody' })}.${signature}`,
      'a cut signature': accessToken.slice(0, -4),
      garbage: 'a.b.c',
    };
    for (const [how, token] of Object.entries(forged)) {
      await expect(world.ask(token).then(() => how)).rejects.toMatchObject(refused);
    }
    await expect(world.ask(undefined)).rejects.toMatchObject(refused);
    await expect(world.ask(accessToken)).resolves.toBeDefined();
  });

  it('expire after ten minutes', async () => {
    const { accessToken } = await world.register('Ada');
    world.clock.advance(10 * MINUTE_MS - 1_000);
    await expect(world.ask(accessToken)).resolves.toBeDefined();
    world.clock.advance(1_000);
    await expect(world.ask(accessToken)).rejects.toMatchObject(refused);
  });

  it('are signed with a new key every 30 days, and the old ones stay valid until they expire', async () => {
    const ada = await world.register('Ada');
    const [firstKey] = await publishedKeys();
    world.clock.advance(30 * DAY_MS - 5 * MINUTE_MS);
    const old = await world.login('Ada');
    world.clock.advance(5 * MINUTE_MS);
    const [left, right] = await Promise.all([world.login('Ada'), world.login('Ada')]);

    const keys = await publishedKeys();
    expect(keys.map(({ keyId }) => keyId)).toEqual([expect.not.stringMatching(`${firstKey?.keyId}`), firstKey?.keyId]);
    for (const { accessToken } of [old, left, right]) await expect(world.ask(accessToken)).resolves.toBeDefined();
    await expect(world.ask(ada.accessToken)).rejects.toMatchObject(refused);
    world.clock.advance(DAY_MS);
    expect(await publishedKeys()).toHaveLength(1);
  });

  describe('of a session that was revoked', () => {
    /** As a service that starts now verifies them, told of nothing live. */
    const verify = (token: string) => {
      const keys = () => world.clientOf('rooms').getSigningKeys({});
      return createTokenVerifier({
        keys,
        clock: world.clock,
        log: createLogger({ name: 'rooms', level: 'silent' }),
      }).verify(token);
    };
    const revokedSessions = async () => (await world.clientOf('rooms').getSigningKeys({})).revokedSessionIds;

    it('are refused by a service that starts afterwards, until they expire anyway', async () => {
      const ada = await world.register('Ada');
      const gone = await world.login('Ada');
      await expect(verify(gone.accessToken)).resolves.toMatchObject({ username: 'Ada' });
      await world.client().logout({}, world.as(gone.accessToken));
      await expect(verify(gone.accessToken)).rejects.toMatchObject(refused);
      await expect(verify(ada.accessToken)).resolves.toMatchObject({ username: 'Ada' });
      await world.restart();
      await expect(verify(gone.accessToken)).rejects.toMatchObject(refused);
      world.clock.advance(10 * MINUTE_MS);
      await expect(verify(gone.accessToken)).rejects.toMatchObject(refused);
    });

    it('are told of for as long as they may live, the latest first', async () => {
      const sessions = [];
      for (const username of ['Ada', 'Bob', 'Eve']) {
        await world.register(username);
        const { accessToken } = await world.login(username);
        sessions.unshift((await verify(accessToken)).sessionId);
        await world.client().logout({}, world.as(accessToken));
        world.clock.advance(3 * MINUTE_MS);
      }
      expect(await revokedSessions()).toEqual(sessions);
      expect(world.revoked.toReversed()).toEqual(sessions);
      world.clock.advance(3 * MINUTE_MS);
      expect(await revokedSessions()).toEqual(sessions.slice(0, 2));
      world.clock.advance(DAY_MS);
      expect(await revokedSessions()).toEqual([]);
    });
  });

  it('survive a restart', async () => {
    const { accessToken } = await world.register('Ada');
    const keys = await publishedKeys();
    await world.restart();
    expect(await publishedKeys()).toEqual(keys);
    await expect(world.ask(accessToken)).resolves.toBeDefined();
  });
});
