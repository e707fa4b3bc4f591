import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import { fakeMember } from '../test/fake-member.ts';
import { askForAll } from './subscriber.ts';

/** Asks in this order; resolves to who was asked with what came of it. */
async function ask(askers: readonly [user: string, token: string, answer: string][]) {
  const asked: string[] = [];
  const outcome = await askForAll(
    askers.map(([user, token, answer]) => ({ ...fakeMember(user, { token }), answer })),
    async ({ credentials, answer }) => {
      asked.push(credentials.token);
      if (answer !== 'yes') throw new AppError(answer as 'FORBIDDEN', 'no');
      return credentials.identity.userId;
    },
  ).catch((error: AppError) => error.code);
  return { asked, outcome };
}

describe('a question asked for all', () => {
  it('goes to the next one where the first has lost the right', async () => {
    expect(
      await ask([
        ['ann', 'a', 'FORBIDDEN'],
        ['bob', 'b', 'NOT_FOUND'],
        ['cid', 'c', 'yes'],
        ['dan', 'd', 'yes'],
      ]),
    ).toEqual({ asked: ['a', 'b', 'c'], outcome: 'cid' });
  });

  it('is not asked on behalf of somebody who keeps the process busy, where there is anybody else', async () => {
    turns.giveWay('ann');
    for (const began = performance.now(); performance.now() - began < 5; );
    const waiting = turns.giveWay('ann');
    const busy = ask([
      ['ann', 'a', 'yes'],
      ['bob', 'b', 'yes'],
    ]);
    const alone = ask([['ann', 'a', 'yes']]);
    expect(await busy).toEqual({ asked: ['b'], outcome: 'bob' });
    expect(await alone).toEqual({ asked: ['a'], outcome: 'ann' });
    await waiting;
  });

  it('is not repeated by somebody who was refused, unless with another token where the first ran out', async () => {
    expect(
      await ask([
        ['ann', 'a1', 'FORBIDDEN'],
        ['ann', 'a2', 'yes'],
        ['bob', 'b', 'yes'],
      ]),
    ).toEqual({ asked: ['a1', 'b'], outcome: 'bob' });
    expect(
      await ask([
        ['ann', 'a1', 'UNAUTHENTICATED'],
        ['ann', 'a1', 'yes'],
        ['ann', 'a2', 'yes'],
      ]),
    ).toEqual({ asked: ['a1', 'a2'], outcome: 'ann' });
  });

  it('is not repeated where the service is away, and fails where all are refused', async () => {
    expect(
      await ask([
        ['ann', 'a', 'UNAVAILABLE'],
        ['bob', 'b', 'yes'],
      ]),
    ).toEqual({ asked: ['a'], outcome: 'UNAVAILABLE' });
    expect(
      await ask([
        ['ann', 'a', 'FORBIDDEN'],
        ['bob', 'b', 'NOT_FOUND'],
      ]),
    ).toEqual({ asked: ['a', 'b'], outcome: 'NOT_FOUND' });
    expect(await ask([])).toEqual({ asked: [], outcome: 'UNAVAILABLE' });
  });
});
