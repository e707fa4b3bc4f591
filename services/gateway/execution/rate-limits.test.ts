import { createMemoryEphemeral } from '@confab/runtime/network/ephemeral/memory';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { pino } from 'pino';
import type { Operation } from './operation.ts';
import { createRateLimits } from './rate-limits.ts';

const asker = { userId: undefined, address: '192.0.2.1' };

describe('rate limits', () => {
  it('refuse the three-hundred-and-first new document of a minute, and only of that address', async () => {
    const ephemeral = createMemoryEphemeral({ clock: createManualClock(), log: pino({ level: 'silent' }) });
    const limits = createRateLimits(ephemeral);
    for (let i = 0; i < 300; i++) expect(await limits.refuseDocument(asker)).toBeUndefined();
    expect(await limits.refuseDocument(asker)).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: expect.any(Number),
    });
    expect(await limits.refuseDocument({ ...asker, address: '192.0.2.2' })).toBeUndefined();
    await ephemeral.close();
  });

  it.each([
    ['mutations of a user', 1_500, { type: 'mutation', fields: ['postMessage'] }, 'ann'],
    ['queries and subscriptions of a user', 3_000, { type: 'subscription', fields: ['roomEvents'] }, 'ann'],
    ['entries from an address', 120, { type: 'mutation', fields: ['login'] }, undefined],
    ['renewals from an address', 3_000, { type: 'mutation', fields: ['refreshSession'] }, undefined],
    ['other requests without a token from an address', 600, { type: 'query', fields: ['server'] }, undefined],
  ])('let through so many %s, and no more: %i', async (_what, most, operation, userId) => {
    const ephemeral = createMemoryEphemeral({ clock: createManualClock(), log: pino({ level: 'silent' }) });
    const limits = createRateLimits(ephemeral);
    const ask = (who: typeof asker) => limits.refuse(operation as unknown as Operation, { ...who, userId });
    for (let i = 0; i < most; i++) expect(await ask(asker)).toBeUndefined();
    expect(await ask(asker)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    const elsewhere = await ask({ ...asker, address: '192.0.2.2' });
    expect(elsewhere?.code).toBe(userId === undefined ? undefined : 'RATE_LIMITED');
    await ephemeral.close();
  });

  it('let people sign in from an address where somebody renews with invented tokens', async () => {
    const ephemeral = createMemoryEphemeral({ clock: createManualClock(), log: pino({ level: 'silent' }) });
    const limits = createRateLimits(ephemeral);
    const ask = (field: string) => limits.refuse({ type: 'mutation', fields: [field] } as unknown as Operation, asker);
    for (let i = 0; i < 4_000; i++) await ask('refreshSession');
    expect(await ask('refreshSession')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await ask('login')).toBeUndefined();
    await ephemeral.close();
  });

  it('take a search for more than another read, for each user apart', async () => {
    const ephemeral = createMemoryEphemeral({ clock: createManualClock(), log: pino({ level: 'silent' }) });
    const limits = createRateLimits(ephemeral);
    const read = (fields: string[], userId: string) =>
      limits.refuse({ type: 'query', fields } as unknown as Operation, { ...asker, userId });
    for (let i = 0; i < 120; i++) expect(await read(['searchMessages'], 'ann')).toBeUndefined();
    expect(await read(['searchMessages'], 'ann')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await read(['allMessages'], 'ann')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await read(['room'], 'ann')).toBeUndefined();
    expect(await read(['searchMessages'], 'bob')).toBeUndefined();
    await ephemeral.close();
  });

  it('refuse nothing where they are lifted', async () => {
    expect(await createRateLimits(undefined).refuseDocument(asker)).toBeUndefined();
  });
});
