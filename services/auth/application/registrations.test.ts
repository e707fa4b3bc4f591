import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createMemoryEphemeral } from '@confab/runtime/network/ephemeral/memory';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createRegistrations, type RegistrationLimits } from './registrations.ts';

const MINUTE_MS = 60_000;
const HERE = '192.0.2.1';
const tooMany = { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) };

describe('registrations', () => {
  const clock = createManualClock();
  const open = (limits?: RegistrationLimits) =>
    createRegistrations(createMemoryEphemeral({ clock, log: createLogger({ name: 'test', level: 'silent' }) }), limits);
  const made = async () => 'made';
  const failing = (code: 'ALREADY_EXISTS' | 'UNAVAILABLE') => () => Promise.reject(new AppError(code, 'no'));

  it('are limited for each address, and go on when the time is over', async () => {
    const registrations = open({ perAddress: 3, total: 100 });
    for (let i = 0; i < 3; i++) await registrations.make(HERE, made);
    const refused = await registrations.make(HERE, made).catch((error: AppError) => error);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 20 * MINUTE_MS });
    expect(await registrations.make('192.0.2.2', made)).toBe('made');
    clock.advance(20 * MINUTE_MS);
    expect(await registrations.make(HERE, made)).toBe('made');
    await expect(registrations.make(HERE, made)).rejects.toMatchObject(tooMany);
  });

  it('are limited for all addresses together, and a refusal costs an address nothing', async () => {
    const registrations = open({ perAddress: 3, total: 5 });
    const addresses = Array.from({ length: 5 }, (_, i) => `192.0.2.${i}`);
    for (const address of addresses) await registrations.make(address, made);
    for (let i = 0; i < 10; i++) await expect(registrations.make('192.0.2.9', made)).rejects.toMatchObject(tooMany);
    await expect(registrations.make(undefined, made)).rejects.toMatchObject(tooMany);
    clock.advance(60 * MINUTE_MS);
    for (let i = 0; i < 3; i++) expect(await registrations.make('192.0.2.9', made)).toBe('made');
  });

  it('count what is under way at once', async () => {
    const registrations = open({ perAddress: 3, total: 100 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => registrations.make(HERE, made)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('do not count what fails for other reasons', async () => {
    const registrations = open({ perAddress: 1, total: 1 });
    for (let i = 0; i < 20; i++) {
      await expect(registrations.make(HERE, failing('UNAVAILABLE'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(await registrations.make(HERE, made)).toBe('made');
  });

  it('let somebody who chooses a name try some that are taken, and nobody list all names by it', async () => {
    const registrations = open({ perAddress: 2, total: 2 });
    for (let i = 0; i < 5; i++) {
      await expect(registrations.make(HERE, failing('ALREADY_EXISTS'))).rejects.toMatchObject({
        code: 'ALREADY_EXISTS',
      });
    }
    expect(await registrations.make(HERE, made)).toBe('made');
    await expect(registrations.make(HERE, failing('ALREADY_EXISTS'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    // From here on a name that is taken and one that is free get the same answer.
    await expect(registrations.make(HERE, failing('ALREADY_EXISTS'))).rejects.toMatchObject(tooMany);
    await expect(registrations.make(HERE, made)).rejects.toMatchObject(tooMany);
    await expect(registrations.make('192.0.2.2', failing('ALREADY_EXISTS'))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
  });

  it('are not limited where limits are lifted', async () => {
    const registrations = open();
    for (let i = 0; i < 1_000; i++) await registrations.make(HERE, made);
  });
});
