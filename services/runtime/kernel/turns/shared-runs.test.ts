import { SharedRuns } from './shared-runs.ts';

describe('work that is shared', () => {
  it('is done once for all who ask for the same meanwhile, and anew later', async () => {
    const runs = new SharedRuns<number>();
    let done = 0;
    const work = async () => {
      done += 1;
      return done;
    };
    expect(await Promise.all(['a', 'a', 'b', 'a'].map((key) => runs.run(key, work)))).toEqual([1, 1, 2, 1]);
    expect(await runs.run('a', work)).toBe(3);
  });

  it('fails for whoever began it alone: the others do it themselves, once for all of them', async () => {
    const runs = new SharedRuns<string>();
    const done: string[] = [];
    const run = (who: string) =>
      runs.run('a', async () => {
        done.push(who);
        if (who === 'ann') throw new Error('no');
        return who;
      });
    const [ann, ...others] = await Promise.allSettled(['ann', 'bob', 'cid', 'dan'].map(run));
    expect(ann?.status).toBe('rejected');
    expect(others).toEqual(['bob', 'bob', 'bob'].map((value) => ({ status: 'fulfilled', value })));
    expect(done).toEqual(['ann', 'bob']);
  });
});
