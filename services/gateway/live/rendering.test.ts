import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { type CostBudgets, createCostBudgets, UNLIMITED } from '../context/cost-budgets.ts';
import { fakeMember } from '../test/fake-member.ts';
import { readFrames } from '../test/frames.ts';
import type { Entry } from './entry.ts';
import { type FramesOf, PayloadMemory, Rendering } from './rendering.ts';
import type { Subscriber } from './subscriber.ts';

interface Shown {
  text: string;
  own?: boolean;
}

function entry(text: string, own = false): Entry {
  const value: Shown = { text, own };
  return { index: 1, stream: 0, seq: 1, positions: [1], value, receipt: false, weight: 1, audience: undefined };
}

interface Start {
  /** Users who have lost their rights. */
  refused?: string[];
  /** Users who have spent what they may. */
  penniless?: string[];
  budgets?: CostBudgets;
  maxBytes?: number;
}

/** Payloads tell with whose rights they were made. */
function start({ refused = [], penniless = [], budgets = UNLIMITED, maxBytes = 1_000 }: Start = {}) {
  const executed: string[] = [];
  const memory = new PayloadMemory(maxBytes);
  const kind = {
    key: 'all',
    shares: (value: object) => !(value as Shown).own,
    costOf: () => 1,
    budgets: {
      ...budgets,
      spend: (userId: string, cost: number) => !penniless.includes(userId) && budgets.spend(userId, cost),
    },
    async render(values: readonly object[], delegate: Subscriber) {
      const { userId } = delegate.credentials.identity;
      executed.push(userId);
      if (refused.includes(userId)) throw new AppError('FORBIDDEN', 'no');
      return values.map((value) => Buffer.from(JSON.stringify([userId, (value as Shown).text])));
    },
  };
  const rendering = new Rendering(kind, { memory, onError() {} });
  const frames = (entries: readonly Entry[], members: readonly Subscriber[], size = 2) =>
    rendering.frames({ entries, members: () => members, size });
  return { executed, memory, frames };
}

async function payloads(framesOf: FramesOf, member: Subscriber): Promise<unknown[] | undefined> {
  const frames = (await framesOf(member))?.framesFor(member.idBytes);
  return frames && readFrames(frames).map((text) => JSON.parse(text).payload);
}

const [ann, bob, cid] = [fakeMember('ann'), fakeMember('bob'), fakeMember('cid')];

describe('the rendering of a batch', () => {
  it('is done once for all of what looks the same to them, and for each of the rest, in order', async () => {
    const { frames, executed } = start();
    const framesOf = await frames([entry('1'), entry('2', true), entry('3')], [ann, bob, bob]);
    expect(await payloads(framesOf, ann)).toEqual([
      ['ann', '1'],
      ['ann', '2'],
      ['ann', '3'],
    ]);
    expect(await payloads(framesOf, bob)).toEqual([
      ['ann', '1'],
      ['bob', '2'],
      ['ann', '3'],
    ]);
    const [shared, ...own] = executed;
    expect([shared, own.toSorted()]).toEqual(['ann', ['ann', 'bob']]);
  });

  it('tells devices of one user apart whose tokens give other rights', async () => {
    const { frames, executed } = start();
    const [before, now] = [fakeMember('ann', { token: 'a1' }), fakeMember('ann', { token: 'a2', role: 'ADMIN' })];
    const framesOf = await frames([entry('1', true)], [before, now, fakeMember('ann', { token: 'a3' })]);
    // What is one's own waits for its turn, on a busy machine for a later one.
    for (const member of [before, now]) await framesOf(member);
    expect(executed).toHaveLength(2);
  });

  it('does not fail for the others where the first of them has lost the right', async () => {
    const { frames } = start({ refused: ['ann'] });
    const framesOf = await frames([entry('1'), entry('2', true)], [ann, bob, cid]);
    expect(await payloads(framesOf, ann)).toBeUndefined();
    expect(await payloads(framesOf, bob)).toEqual([
      ['bob', '1'],
      ['bob', '2'],
    ]);
    expect(await payloads(framesOf, cid)).toEqual([
      ['bob', '1'],
      ['cid', '2'],
    ]);
  });

  it('is remembered for those who come for the same, but never what one viewer was shown', async () => {
    const { frames, executed } = start();
    const entries = [entry('1'), entry('2', true)];
    await payloads(await frames(entries, [ann]), ann);
    executed.length = 0;
    expect(await payloads(await frames(entries, [bob]), bob)).toEqual([
      ['ann', '1'],
      ['bob', '2'],
    ]);
    expect(executed).toEqual(['bob']);
  });

  it('is not remembered once something said was taken back, nor beyond a bound', async () => {
    const { frames, executed, memory } = start({ maxBytes: 30 });
    const entries = [entry('1'), entry('2'), entry('3')];
    await frames(entries.slice(0, 2), [ann]);
    memory.forget();
    await frames(entries.slice(0, 2), [bob]);
    expect(executed).toEqual(['ann', 'bob']);
    await frames(entries.slice(2), [cid]);
    executed.length = 0;
    await frames(entries.slice(0, 2), [ann]);
    expect(executed).toEqual(['ann']);
    const large = [entry('x'.repeat(31))];
    for (const member of [bob, cid]) await frames(large, [member]);
    expect(executed).toEqual(['ann', 'bob', 'cid']);
  });

  describe('where somebody has spent what they may', () => {
    it('gives them nothing of what is theirs alone, and others what is theirs', async () => {
      const { frames, executed } = start({ penniless: ['ann'] });
      const framesOf = await frames([entry('1', true)], [ann, bob]);
      expect(await framesOf(ann)).toBeUndefined();
      expect(await payloads(framesOf, bob)).toEqual([['bob', '1']]);
      expect(executed).toEqual(['bob']);
    });

    it('executes what a few share as long as one of them can pay, and nothing where nobody can', async () => {
      const { frames } = start({ penniless: ['ann', 'cid'] });
      const shared = await frames([entry('1')], [ann, bob]);
      expect(await payloads(shared, ann)).toHaveLength(1);
      const unpaid = await frames([entry('2')], [ann, cid]);
      expect([await unpaid(ann), await unpaid(cid)]).toEqual([undefined, undefined]);
    });

    it('makes nobody wait for somebody with whom they share it, who has much under way', async () => {
      const budgets = createCostBudgets(createManualClock(), { costBudget: 100, costWindowMs: 1_000, costInFlight: 1 });
      const busy = Promise.withResolvers<void>();
      const running = budgets.run('ann', 1, () => busy.promise);
      const { frames } = start({ budgets });
      const framesOf = await frames([entry('1')], [ann, bob]);
      expect(await payloads(framesOf, bob)).toEqual([['ann', '1']]);
      busy.resolve();
      await running;
    });

    it('executes what many share all the same', async () => {
      const { frames } = start({ penniless: ['ann'] });
      const framesOf = await frames([entry('1')], [ann], 100);
      expect(await payloads(framesOf, ann)).toHaveLength(1);
    });
  });
});
