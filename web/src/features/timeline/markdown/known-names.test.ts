import { createKnownNames } from './known-names.ts';

const PEOPLE = new Set(['小明', '小', 'bob', 'carol']);

/** Of a server on which these people are, with who was heard of. `settled` resolves when more is known. */
function knownNames(heardOf: readonly string[] = []) {
  const asked: string[][] = [];
  let tell = (): void => undefined;
  let away = false;
  let now = 0;
  const heard = [...heardOf];
  const names = createKnownNames({
    isHeardOf: (name) => heard.includes(name),
    most: 3,
    find: async (wanted) => {
      if (away) throw new Error('offline');
      asked.push([...wanted]);
      return wanted.map((name) => PEOPLE.has(name));
    },
    onLearnt: () => tell(),
    now: () => now,
  });
  return {
    ...names,
    asked,
    settled: () => new Promise<void>((resolve) => (tell = resolve)),
    goAway: (value: boolean) => {
      away = value;
    },
    wait: (ms: number) => {
      now += ms;
    },
    hearOf: (name: string) => heard.push(name),
  };
}

describe('the name that a mention means', () => {
  it('is the longest that somebody has, once that is known', async () => {
    const { meant, asked, settled } = knownNames();
    const names = ['小明请', '小明', '小'];
    const learnt = settled();
    expect(meant(names)).toBeUndefined();
    await learnt;
    expect(meant(names)).toBe('小明');
    expect(asked).toEqual([names]);
  });

  it('is nobody’s where nobody has it', async () => {
    const { meant, settled } = knownNames();
    const learnt = settled();
    meant(['nobody_', 'nobody']);
    await learnt;
    expect(meant(['nobody_', 'nobody'])).toBeNull();
  });

  it('is asked for again a while after nobody had it, and is theirs who registered meanwhile', async () => {
    const { meant, asked, settled, wait } = knownNames();
    const missed = settled();
    meant(['dora']);
    await missed;
    wait(29_999);
    expect(meant(['dora'])).toBeNull();
    PEOPLE.add('dora');
    wait(1);
    const learnt = settled();
    expect(meant(['dora'])).toBeUndefined();
    await learnt;
    expect(meant(['dora'])).toBe('dora');
    expect(asked).toHaveLength(2);
    PEOPLE.delete('dora');
  });

  it('is theirs at once who registered under it, where something is heard of them', async () => {
    const { meant, settled, hearOf, takeHeard } = knownNames();
    const missed = settled();
    meant(['dora', 'emil']);
    await missed;
    expect(takeHeard()).toEqual([]);
    hearOf('dora');
    expect(takeHeard()).toEqual(['dora']);
    expect(takeHeard()).toEqual([]);
    expect(meant(['dora'])).toBe('dora');
  });

  it('is not asked for where somebody of that name was heard of', () => {
    const { meant, asked } = knownNames(['bob']);
    expect(meant(['bob'])).toBe('bob');
    expect(asked).toEqual([]);
  });

  it('is asked for once, together with all that are shown at the same time', async () => {
    const { meant, asked, settled } = knownNames();
    const learnt = settled();
    for (const name of ['Nobody', 'carol', 'nobody', 'carol', 'dave']) expect(meant([name])).toBeUndefined();
    await learnt;
    expect(['nobody', 'carol', 'dave'].map((name) => meant([name]))).toEqual([null, 'carol', null]);
    expect(asked).toEqual([['nobody', 'carol', 'dave']]);
  });

  it('is asked for again where nobody answered', async () => {
    const { meant, settled, goAway } = knownNames();
    goAway(true);
    expect(meant(['bob'])).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    goAway(false);
    const learnt = settled();
    expect(meant(['bob'])).toBeUndefined();
    await learnt;
    expect(meant(['bob'])).toBe('bob');
  });
});
