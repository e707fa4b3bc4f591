import { eventually } from '@confab/runtime/testing/eventually';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createCostBudgets, UNLIMITED } from './cost-budgets.ts';

const LIMITS = { costBudget: 1_000, costWindowMs: 10_000, costInFlight: 100 };

function start() {
  const clock = createManualClock();
  return { clock, budgets: createCostBudgets(clock, LIMITS) };
}

/** Work that ends when the test says so. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasBegun = false;
  return {
    end: resolve,
    get hasBegun() {
      return hasBegun;
    },
    run: () => {
      hasBegun = true;
      return promise;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the budget of what somebody asks for', () => {
  it('refuses what is not left of it, and says when it will be', () => {
    const { clock, budgets } = start();
    expect(budgets.take('ann', 600)).toBeUndefined();
    const refused = budgets.take('ann', 600);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 2_000 });
    clock.advance(1_999);
    expect(budgets.take('ann', 600)).toBeDefined();
    clock.advance(1);
    expect(budgets.take('ann', 600)).toBeUndefined();
  });

  it('is of each alone', () => {
    const { budgets } = start();
    budgets.take('ann', 1_000);
    expect(budgets.take('ann', 1)).toBeDefined();
    expect(budgets.take('bob', 1_000)).toBeUndefined();
  });

  it('lets through what costs more than all of it, after a whole pause', () => {
    const { clock, budgets } = start();
    expect(budgets.take('ann', 5_000)).toBeUndefined();
    expect(budgets.waitMs('ann')).toBeGreaterThan(0);
    clock.advance(50_000);
    expect(budgets.take('ann', 1_000)).toBeUndefined();
  });

  it('is spent by what cannot be refused, down to less than nothing, and then no more', () => {
    const { clock, budgets } = start();
    expect(budgets.waitMs('ann')).toBe(0);
    expect(budgets.spend('ann', 1_500)).toBe(true);
    expect(budgets.spend('ann', 1)).toBe(false);
    expect(budgets.take('ann', 1)).toMatchObject({ retryAfterMs: 5_010 });
    expect(budgets.waitMs('ann')).toBe(5_000);
    clock.advance(5_001);
    expect(budgets.spend('ann', 1)).toBe(true);
  });

  it('never grows above what it is', () => {
    const { clock, budgets } = start();
    budgets.take('ann', 1);
    clock.advance(1e9);
    expect(budgets.take('ann', 1_000)).toBeUndefined();
    expect(budgets.take('ann', 1)).toBeDefined();
  });
});

describe('what is answered', () => {
  it('costs by its size, more than is left if it has to be', () => {
    const { budgets } = start();
    budgets.answered('ann', 128 * 1_500);
    expect(budgets.take('ann', 1)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 5_010 });
    expect(budgets.take('bob', 1)).toBeUndefined();
  });

  it('is paid off before what waits for its turn begins', async () => {
    const clock = createManualClock();
    const budgets = createCostBudgets(clock, { costBudget: 1_000, costWindowMs: 100, costInFlight: 100 });
    const [first, next] = [work(), work()];
    const running = [budgets.run('ann', 100, first.run), budgets.run('ann', 100, next.run)];
    budgets.answered('ann', 128 * 1_200);
    first.end();
    await settled();
    expect(next.hasBegun).toBe(false);
    clock.advance(20);
    await eventually(() => expect(next.hasBegun).toBe(true));
    next.end();
    await Promise.all(running);
  });

  it('is not spent anew before those who wait for it have begun', async () => {
    const clock = createManualClock();
    const budgets = createCostBudgets(clock, { costBudget: 1_000, costWindowMs: 100_000, costInFlight: 100 });
    budgets.answered('ann', 128 * 1_010);
    const waiting = work();
    const running = budgets.run('ann', 100, waiting.run);
    expect(waiting.hasBegun).toBe(false);
    clock.advance(1_100);
    expect(budgets.spend('ann', 500)).toBe(true);
    await settled();
    expect(waiting.hasBegun).toBe(true);
    waiting.end();
    await running;
  });
});

describe('what somebody has under way', () => {
  it('waits for its turn where it would be too much at once, in the order it came', async () => {
    const { budgets } = start();
    const all = [work(), work(), work(), work()];
    const costs = [60, 40, 30, 70];
    const running = all.map(({ run }, at) => budgets.run('ann', costs[at] as number, run));
    expect(all.map(({ hasBegun }) => hasBegun)).toEqual([true, true, false, false]);
    all[1]?.end();
    await settled();
    expect(all.map(({ hasBegun }) => hasBegun)).toEqual([true, true, true, false]);
    all[0]?.end();
    await settled();
    expect(all.every(({ hasBegun }) => hasBegun)).toBe(true);
    for (const { end } of all) end();
    await Promise.all(running);
  });

  it('does what is too much by itself alone, and lets others do theirs meanwhile', async () => {
    const { budgets } = start();
    const [large, small, other] = [work(), work(), work()];
    const running = [
      budgets.run('ann', 500, large.run),
      budgets.run('ann', 1, small.run),
      budgets.run('bob', 100, other.run),
    ];
    expect([large.hasBegun, small.hasBegun, other.hasBegun]).toEqual([true, false, true]);
    large.end();
    await settled();
    expect(small.hasBegun).toBe(true);
    for (const { end } of [small, other]) end();
    await Promise.all(running);
  });

  it('goes on however the costs add up', async () => {
    const { budgets } = start();
    const parts = [0.1, 0.2, 0.3].map((cost) => budgets.run('ann', cost, () => Promise.resolve()));
    const large = work();
    const running = budgets.run('ann', 500, large.run);
    await Promise.all(parts);
    await settled();
    expect(large.hasBegun).toBe(true);
    large.end();
    await running;
  });

  it('goes on behind work that fails', async () => {
    const { budgets } = start();
    const next = work();
    const failing = budgets.run('ann', 100, () => Promise.reject(new Error('no')));
    const running = budgets.run('ann', 100, next.run);
    await expect(failing).rejects.toThrow('no');
    await settled();
    expect(next.hasBegun).toBe(true);
    next.end();
    await running;
  });

  it('refuses more where much waits already', async () => {
    const { budgets } = start();
    const first = work();
    const running = [budgets.run('ann', 100, first.run)];
    for (let n = 0; n < 500; n += 1) running.push(budgets.run('ann', 100, () => Promise.resolve()));
    expect(budgets.take('ann', 1)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    expect(budgets.take('bob', 1)).toBeUndefined();
    first.end();
    await Promise.all(running);
    expect(budgets.take('ann', 1)).toBeUndefined();
  });
});

it('limits nobody where limits are lifted', async () => {
  expect(UNLIMITED.take('ann', 1e12)).toBeUndefined();
  expect(UNLIMITED.spend('ann', 1e12)).toBe(true);
  expect(UNLIMITED.waitMs('ann')).toBe(0);
  expect(await UNLIMITED.run('ann', 1e12, () => Promise.resolve(1))).toBe(1);
});
