import { createPaced } from './paced.ts';

const EVERY_MS = 1_000;

describe('paced work', () => {
  let done: string[];
  let ask: (key: string) => void;
  beforeEach(() => {
    import.meta.jest.useFakeTimers();
    done = [];
    ask = createPaced({ everyMs: EVERY_MS, work: (key) => done.push(key) });
  });
  afterEach(() => {
    import.meta.jest.useRealTimers();
  });

  it('is done at once, and once more for all who asked meanwhile', () => {
    for (let times = 0; times < 5; times += 1) ask('ann');
    expect(done).toEqual(['ann']);
    import.meta.jest.advanceTimersByTime(EVERY_MS);
    expect(done).toEqual(['ann', 'ann']);
    import.meta.jest.advanceTimersByTime(EVERY_MS * 5);
    expect(done).toEqual(['ann', 'ann']);
  });

  it('is done at once again where nobody asked for a while', () => {
    ask('ann');
    import.meta.jest.advanceTimersByTime(EVERY_MS);
    ask('ann');
    expect(done).toEqual(['ann', 'ann']);
  });

  it('of one key does not wait for that of another', () => {
    ask('ann');
    ask('bob');
    expect(done).toEqual(['ann', 'bob']);
  });
});
