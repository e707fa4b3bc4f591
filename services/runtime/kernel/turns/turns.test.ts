import { Turns } from './turns.ts';

/** A clock and an event loop that go on when they are told to. */
function createLoop() {
  let now = 0;
  let planned: (() => void)[] = [];
  const turns = new Turns({ now: () => now, afterInput: (step) => void planned.push(step) });
  return {
    turns,
    work(ms: number) {
      now += ms;
    },
    /** The next turn: what was planned until now, each with what it sets off. */
    async turn() {
      const steps = planned;
      planned = [];
      for (const step of steps) {
        step();
        await Promise.resolve();
      }
    },
    get isIdle() {
      return planned.length === 0;
    },
  };
}

describe('the turns of long work', () => {
  it('let short work go on at once', () => {
    const { turns, work } = createLoop();
    for (let step = 0; step < 10; step += 1) {
      expect(turns.giveWay('ann')).toBeUndefined();
      work(0.1);
    }
  });

  it('put off what takes longer than its slice, to a later turn', async () => {
    const loop = createLoop();
    loop.turns.giveWay('ann');
    loop.work(3);
    let wentOn = false;
    void loop.turns.giveWay('ann')?.then(() => {
      wentOn = true;
    });
    expect(wentOn).toBe(false);
    await loop.turn();
    expect(wentOn).toBe(true);
  });

  it('tell whose work waits', async () => {
    const loop = createLoop();
    loop.turns.giveWay('ann');
    expect(loop.turns.isWaiting('ann')).toBe(false);
    loop.work(3);
    void loop.turns.giveWay('ann');
    expect([loop.turns.isWaiting('ann'), loop.turns.isWaiting('bob')]).toEqual([true, false]);
    await loop.turn();
    expect(loop.turns.isWaiting('ann')).toBe(false);
  });

  it('keep the order of one owner', async () => {
    const loop = createLoop();
    loop.turns.giveWay('ann');
    loop.work(3);
    const order: number[] = [];
    for (const n of [1, 2, 3]) {
      void loop.turns.giveWay('ann')?.then(() => {
        order.push(n);
        loop.work(5);
      });
    }
    await loop.turn();
    expect(order).toEqual([1]);
    await loop.turn();
    await loop.turn();
    expect(order).toEqual([1, 2, 3]);
  });

  it('call back once all that was put off has gone on', async () => {
    const loop = createLoop();
    const order: string[] = [];
    loop.turns.afterWaiting('ann', () => order.push('nothing waits'));
    loop.turns.giveWay('ann');
    loop.work(3);
    void loop.turns.giveWay('ann')?.then(() => order.push('put off'));
    loop.turns.afterWaiting('ann', () => order.push('after it'));
    expect(order).toEqual(['nothing waits']);
    for (let n = 0; n < 3; n += 1) await loop.turn();
    expect(order).toEqual(['nothing waits', 'put off', 'after it']);
  });

  it('let somebody go on at once while somebody else has used theirs up', () => {
    const loop = createLoop();
    loop.turns.giveWay('ann');
    loop.work(20);
    expect(loop.turns.giveWay('ann')).toBeInstanceOf(Promise);
    expect(loop.turns.giveWay('bob')).toBeUndefined();
  });

  it('come to each owner in turn, however much one of them waits for', async () => {
    const loop = createLoop();
    const order: string[] = [];
    const wait = (owner: string) =>
      loop.turns.giveWay(owner)?.then(() => {
        order.push(owner);
        loop.work(3);
      });
    for (const owner of ['ann', 'bob']) {
      loop.turns.giveWay(owner);
      loop.work(3);
    }
    for (let n = 0; n < 20; n += 1) void wait('ann');
    void wait('bob');
    await loop.turn();
    await loop.turn();
    expect(order).toContain('bob');
  });

  it('begin anew in each turn, and end when nothing waits', async () => {
    const loop = createLoop();
    loop.turns.giveWay('ann');
    loop.work(3);
    await loop.turn();
    expect(loop.turns.giveWay('ann')).toBeUndefined();
    await loop.turn();
    expect(loop.isIdle).toBe(true);
    expect(loop.turns.waiting).toBe(0);
  });
});
