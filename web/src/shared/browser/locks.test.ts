import { inTurn, type Locks } from './locks.ts';

const work = async () => 'done';
const never = () => new Promise<never>(() => undefined);

const refusals: [string, Locks | undefined][] = [
  ['has none', undefined],
  ['refuses them, as Firefox does where cookies are blocked', { request: () => Promise.reject(refusal()) } as Locks],
  [
    'throws',
    {
      request: () => {
        throw refusal();
      },
    } as Locks,
  ],
  ['never grants any', { request: never } as unknown as Locks],
];

function refusal(): DOMException {
  return new DOMException('The operation is insecure.', 'SecurityError');
}

describe('a turn among the tabs of a browser', () => {
  it('is one at a time', async () => {
    const steps: string[] = [];
    const take = (name: string) =>
      inTurn('turns', async () => {
        steps.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${name} ends`);
      });
    await Promise.all([take('a'), take('b')]);
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it.each(refusals)('is not waited for where the browser %s', async (_case, locks) => {
    let runs = 0;
    const counted = async () => {
      runs += 1;
      return 'done';
    };
    expect(await inTurn('turns', counted, { locks, limitMs: 20 })).toBe('done');
    expect(runs).toBe(1);
  });

  it('fails as the work does, with no word of the browser', async () => {
    const fail = () => Promise.reject(new Error('the server is away'));
    for (const [, locks] of refusals)
      await expect(inTurn('turns', fail, { locks, limitMs: 20 })).rejects.toThrow('the server is away');
    await expect(inTurn('turns', fail)).rejects.toThrow('the server is away');
    expect(await inTurn('turns', work)).toBe('done');
  });

  it('is given up where a tab that was frozen holds it, and comes once where it comes late', async () => {
    let thaw: () => void = () => undefined;
    const frozen = navigator.locks.request(
      'frozen',
      () =>
        new Promise<void>((resolve) => {
          thaw = resolve;
        }),
    );
    let runs = 0;
    const counted = async () => {
      runs += 1;
      return runs;
    };
    expect(await inTurn('frozen', counted, { limitMs: 20 })).toBe(1);
    thaw();
    await frozen;
    await navigator.locks.request('frozen', () => undefined);
    expect(runs).toBe(1);
  });
});
