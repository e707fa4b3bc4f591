import jwt from 'jsonwebtoken';
import { pino } from 'pino';
import { createManualClock } from '../testing/manual-clock.ts';
import { createTestKey } from '../testing/test-keys.ts';
import { createTokenVerifier } from './jwt-verifier.ts';

const log = pino({ level: 'silent' });
const MINUTE = 60_000;

function setUp() {
  const clock = createManualClock();
  const key = createTestKey('first');
  const published = [key];
  let fetches = 0;
  const verifier = createTokenVerifier({
    keys: async () => {
      fetches += 1;
      return published;
    },
    clock,
    log,
  });
  const claims = (changes: object = {}) => ({
    sub: 'user1',
    name: 'Alice',
    role: 'MEMBER',
    sid: 'session1',
    exp: Math.floor((clock.now() + 10 * MINUTE) / 1_000),
    ...changes,
  });
  return { clock, key, published, verifier, claims, fetches: () => fetches };
}

const refused = { name: 'AppError', code: 'UNAUTHENTICATED' };

describe('createTokenVerifier', () => {
  it('tells who a valid token speaks for', async () => {
    const { verifier, key, claims, clock } = setUp();
    expect(await verifier.verify(key.sign(claims()))).toEqual({
      userId: 'user1',
      username: 'Alice',
      role: 'MEMBER',
      sessionId: 'session1',
      expiresAtMs: clock.now() + 10 * MINUTE,
    });
  });

  it('fetches the keys once for many tokens', async () => {
    const { verifier, key, claims, fetches } = setUp();
    await Promise.all([1, 2, 3].map((n) => verifier.verify(key.sign(claims({ sid: `session${n}` })))));
    expect(fetches()).toBe(1);
  });

  it('refuses a token from the moment it expires, remembered or not', async () => {
    const { verifier, key, claims, clock } = setUp();
    const token = key.sign(claims());
    await verifier.verify(token);
    clock.advance(10 * MINUTE);
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
  });

  it.each([
    ['another key under a known id', () => createTestKey('first').sign(setUp().claims())],
    ['an unknown key', () => createTestKey('other').sign(setUp().claims())],
    ['no key id', () => createTestKey('first').sign(setUp().claims(), { keyid: '' })],
    ['another issuer', () => setUp().key.sign(setUp().claims(), { issuer: 'mallory' })],
    ['HS256', () => jwt.sign(setUp().claims(), 'secret', { keyid: 'first', issuer: 'confab' })],
    [
      'no signature',
      () => jwt.sign(setUp().claims(), '', { algorithm: 'none', keyid: 'first', issuer: 'confab' } as object),
    ],
    ['garbage', () => 'a.b.c'],
    ['nothing', () => ''],
    ['far too much', () => 'x'.repeat(100_000)],
  ])('refuses a token with %s', async (_, token) => {
    await expect(setUp().verifier.verify(token())).rejects.toMatchObject(refused);
  });

  it('refuses HS256 that is signed with the public key as its secret', async () => {
    const { verifier, key, claims } = setUp();
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const { createHmac } = await import('node:crypto');
    const body = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'first' })}.${encode({ ...claims(), iss: 'confab' })}`;
    const token = `${body}.${createHmac('sha256', key.publicKey).update(body).digest('base64url')}`;
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
  });

  it.each([{ sub: 7 }, { role: 'GOD' }, { sid: undefined }, { exp: undefined }, { name: undefined }])(
    'refuses the claims %j',
    async (changes) => {
      const { verifier, key, claims } = setUp();
      const { exp, ...rest } = claims(changes);
      await expect(verifier.verify(key.sign(exp === undefined ? rest : { ...rest, exp }))).rejects.toMatchObject(
        refused,
      );
    },
  );

  it('refuses a changed payload', async () => {
    const { verifier, key, claims } = setUp();
    const [header, , signature] = key.sign(claims()).split('.');
    const [, payload] = createTestKey('x')
      .sign(claims({ role: 'ADMIN' }))
      .split('.');
    await expect(verifier.verify(`${header}.${payload}.${signature}`)).rejects.toMatchObject(refused);
  });

  it('refuses the tokens of a revoked session, remembered or new, and no others', async () => {
    const { verifier, key, claims } = setUp();
    const token = key.sign(claims());
    await verifier.verify(token);
    verifier.revoke('session1');
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
    await expect(verifier.verify(key.sign(claims({ name: 'Bob' })))).rejects.toMatchObject(refused);
    await verifier.verify(key.sign(claims({ sid: 'session2' })));
  });

  it('learns a rotated key, but asks for unknown ones at most once in three seconds', async () => {
    const { verifier, key, published, claims, clock, fetches } = setUp();
    await verifier.verify(key.sign(claims()));
    const second = createTestKey('second');
    published.push(second);
    for (let i = 0; i < 10; i++) {
      await expect(verifier.verify(createTestKey(`made-up-${i}`).sign(claims()))).rejects.toMatchObject(refused);
    }
    expect(fetches()).toBe(1);
    clock.advance(3_000);
    await verifier.verify(second.sign(claims()));
    expect(fetches()).toBe(2);
  });

  it('says UNAVAILABLE while the keys cannot be had, and recovers', async () => {
    const key = createTestKey('first');
    let broken = true;
    const verifier = createTokenVerifier({
      keys: async () => {
        if (broken) throw new Error('no answer');
        return [key];
      },
      clock: createManualClock(1_000),
      log,
    });
    const token = key.sign({ sub: 'u', name: 'n', role: 'ADMIN', sid: 's', exp: 100 });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    broken = false;
    expect(await verifier.verify(token)).toMatchObject({ userId: 'u', role: 'ADMIN' });
  });
});
