import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createTestKey, type TestKey } from '../../../testing/test-keys.ts';
import type { TokenVerifier } from '../port.ts';

const MINUTE = 60_000;
const refused = { name: 'AppError', code: 'UNAUTHENTICATED' };

/** A verifier that knows one key, and its time. */
export interface VerifierFixture {
  verifier: TokenVerifier;
  key: TestKey;
  now(): number;
  advance(ms: number): void;
}

/** What every driver of `TokenVerifier` keeps. The fixture's key is called `first`. */
export function describeTokenVerifier(driver: string, create: () => VerifierFixture): void {
  const setUp = () => {
    const fixture = create();
    const claims = (changes: object = {}) => ({
      sub: 'user1',
      name: 'Alice',
      role: 'MEMBER',
      sid: 'session1',
      exp: Math.floor((fixture.now() + 10 * MINUTE) / 1_000),
      ...changes,
    });
    return { ...fixture, claims };
  };

  describe(`${driver} as TokenVerifier`, () => {
    it('tells who a valid token speaks for', async () => {
      const { verifier, key, claims, now } = setUp();
      expect(await verifier.verify(key.sign(claims()))).toEqual({
        userId: 'user1',
        username: 'Alice',
        role: 'MEMBER',
        sessionId: 'session1',
        expiresAtMs: now() + 10 * MINUTE,
      });
    });

    it('refuses a token from the moment it expires, remembered or not', async () => {
      const { verifier, key, claims, advance } = setUp();
      const token = key.sign(claims());
      await verifier.verify(token);
      advance(10 * MINUTE);
      await expect(verifier.verify(token)).rejects.toMatchObject(refused);
      await expect(verifier.verify(token)).rejects.toMatchObject(refused);
    });

    const forgeries: Record<string, (key: TestKey, claims: object) => string> = {
      'another key under a known id': (_, claims) => createTestKey('first').sign(claims),
      'an unknown key': (_, claims) => createTestKey('other').sign(claims),
      'no key id': (key, claims) => key.sign(claims, { keyid: '' }),
      'another issuer': (key, claims) => key.sign(claims, { issuer: 'mallory' }),
      HS256: (_, claims) => jwt.sign(claims, 'secret', { keyid: 'first', issuer: 'confab' }),
      'no signature': (_, claims) => jwt.sign(claims, '', { algorithm: 'none', keyid: 'first', issuer: 'confab' }),
      garbage: () => 'a.b.c',
      nothing: () => '',
      'far too much': (key, claims) => key.sign({ ...claims, more: 'x'.repeat(100_000) }),
    };
    it.each(Object.entries(forgeries))('refuses a token with %s', async (_, forge) => {
      const { verifier, key, claims } = setUp();
      await expect(verifier.verify(forge(key, claims()))).rejects.toMatchObject(refused);
    });

    it('refuses HS256 that is signed with the public key as its secret', async () => {
      const { verifier, key, claims } = setUp();
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
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
  });
}
