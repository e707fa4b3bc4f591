import { pino } from 'pino';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createTestKey } from '../../testing/test-keys.ts';
import { describeTokenVerifier } from './contract/describe-token-verifier.ts';
import { createTokenVerifier } from './jwt-verifier.ts';

const log = pino({ level: 'silent' });
const MINUTE = 60_000;

function setUp() {
  const clock = createManualClock();
  const key = createTestKey('first');
  const published = [key];
  const revokedSessionIds: string[] = [];
  let fetches = 0;
  const verifier = createTokenVerifier({
    keys: async () => {
      fetches += 1;
      return { keys: published, revokedSessionIds };
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
  return { clock, key, published, revokedSessionIds, verifier, claims, fetches: () => fetches };
}

const refused = { name: 'AppError', code: 'UNAUTHENTICATED' };

describeTokenVerifier('createTokenVerifier', () => {
  const { verifier, key, clock } = setUp();
  return { verifier, key, now: () => clock.now(), advance: (ms) => clock.advance(ms) };
});

describe('createTokenVerifier', () => {
  it('fetches the keys once for many tokens', async () => {
    const { verifier, key, claims, fetches } = setUp();
    await Promise.all([1, 2, 3].map((n) => verifier.verify(key.sign(claims({ sid: `session${n}` })))));
    expect(fetches()).toBe(1);
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

  it('refuses sessions that were revoked before it started, and no others', async () => {
    const { verifier, key, revokedSessionIds, claims } = setUp();
    revokedSessionIds.push('session2', 'session1');
    const answers = await Promise.allSettled(['session1', 'session2', 'session3'].map(verifySession));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await expect(verifySession('session1')).rejects.toMatchObject(refused);

    function verifySession(sid: string) {
      return verifier.verify(key.sign(claims({ sid })));
    }
  });

  it('learns with a rotated key what was revoked since, remembered or not', async () => {
    const { verifier, key, published, revokedSessionIds, claims, clock } = setUp();
    const token = key.sign(claims());
    await verifier.verify(token);
    revokedSessionIds.push('session1');
    const second = createTestKey('second');
    published.push(second);
    clock.advance(3_000);
    await verifier.verify(second.sign(claims({ sid: 'session2' })));
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
  });

  it('says UNAVAILABLE while the keys cannot be had, and recovers', async () => {
    const key = createTestKey('first');
    let broken = true;
    const verifier = createTokenVerifier({
      keys: async () => {
        if (broken) throw new Error('no answer');
        return { keys: [key] };
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
