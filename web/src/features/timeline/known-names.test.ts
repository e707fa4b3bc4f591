import { createKnownNames } from './known-names.ts';

const PEOPLE = new Set(['小明', '小', 'bob']);

/** `settled` resolves when the next mention is. */
function knownNames() {
  const asked: string[] = [];
  let tell = (): void => undefined;
  const names = createKnownNames({
    find: async (name) => {
      asked.push(name);
      return PEOPLE.has(name);
    },
    onLearnt: () => tell(),
  });
  const settled = () => new Promise<void>((resolve) => (tell = resolve));
  return { ...names, asked, settled };
}

describe('the name that a mention means', () => {
  it('is the longest that somebody has, once that is known', async () => {
    const { meant, asked, settled } = knownNames();
    const names = ['小明请', '小明', '小'];
    const learnt = settled();
    expect(meant(names)).toBe('小明请');
    await learnt;
    expect(meant(names)).toBe('小明');
    expect(asked).toEqual(['小明请', '小明']);
  });

  it('is asked for once, whatever comes of it', async () => {
    const { meant, asked, settled } = knownNames();
    const learnt = settled();
    meant(['nobody_', 'nobody']);
    meant(['nobody_', 'nobody']);
    await learnt;
    expect(meant(['nobody_', 'nobody'])).toBe('nobody_');
    expect(asked).toEqual(['nobody_', 'nobody']);
  });

  it('is not asked for where there is no choice', () => {
    const { meant, asked } = knownNames();
    expect(meant(['bob'])).toBe('bob');
    expect(asked).toEqual([]);
  });

  it('is asked for again where nobody answered', async () => {
    let answers = false;
    let tell = (): void => undefined;
    const learnt = new Promise<void>((resolve) => (tell = resolve));
    const failed: string[] = [];
    const { meant } = createKnownNames({
      async find(name) {
        if (answers) return name === 'bob';
        failed.push(name);
        throw new Error('offline');
      },
      onLearnt: tell,
    });
    expect(meant(['bob_', 'bob'])).toBe('bob_');
    await Promise.resolve();
    await Promise.resolve();
    answers = true;
    expect(meant(['bob_', 'bob'])).toBe('bob_');
    await learnt;
    expect(meant(['bob_', 'bob'])).toBe('bob');
    expect(failed).toEqual(['bob_']);
  });
});
