import { createCommitSiblings } from './commit-siblings.ts';

describe('the siblings of a commit', () => {
  function create() {
    const clock = { now: 1_000 };
    return { clock, siblings: createCommitSiblings(() => clock.now) };
  }

  it('are nobody at first', () => {
    expect(create().siblings.areComplete(1)).toBe(true);
  });

  it('are who had commits in the last batch and who waited behind it', () => {
    const { siblings } = create();
    siblings.settled({ batch: 8, waiting: 8 });
    expect(siblings.areComplete(15)).toBe(false);
    expect(siblings.areComplete(16)).toBe(true);
  });

  it('are as few as came last, not as many as there ever were', () => {
    const { siblings } = create();
    siblings.settled({ batch: 8, waiting: 8 });
    siblings.settled({ batch: 1, waiting: 0 });
    expect(siblings.areComplete(1)).toBe(true);
  });

  it('are not waited for once they have been away for a while', () => {
    const { clock, siblings } = create();
    siblings.settled({ batch: 8, waiting: 0 });
    clock.now += 21;
    expect(siblings.areComplete(1)).toBe(true);
  });
});
