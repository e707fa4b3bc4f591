import { createCatchUp } from './catch-up.ts';

function setup() {
  const seen: string[] = [];
  const fetches: { resolve(snapshot: string): void; reject(error: unknown): void }[] = [];
  const catchUp = createCatchUp<string, string>({
    fetch: () => new Promise((resolve, reject) => fetches.push({ resolve, reject })),
    onSnapshot: (snapshot) => seen.push(snapshot),
    onError: () => seen.push('error'),
    apply: (event) => seen.push(event),
  });
  return { catchUp, seen, fetches };
}

describe('createCatchUp', () => {
  it('applies events at once when nothing is loading', () => {
    const { catchUp, seen } = setup();
    catchUp.take('a');
    expect(seen).toEqual(['a']);
  });

  it('applies events that come while it loads after the snapshot', async () => {
    const { catchUp, seen, fetches } = setup();
    const loaded = catchUp.load();
    catchUp.take('a');
    catchUp.take('b');
    expect(seen).toEqual([]);
    fetches[0]?.resolve('snapshot');
    await loaded;
    catchUp.take('c');
    expect(seen).toEqual(['snapshot', 'a', 'b', 'c']);
  });

  it('applies them also when the snapshot can’t be had', async () => {
    const { catchUp, seen, fetches } = setup();
    const loaded = catchUp.load();
    catchUp.take('a');
    fetches[0]?.reject(new Error('away'));
    await loaded;
    expect(seen).toEqual(['error', 'a']);
  });

  it.each(['first', 'last'])('keeps to the later of two loads when it ends %s', async (order) => {
    const { catchUp, seen, fetches } = setup();
    const loads = [catchUp.load(), catchUp.load()];
    catchUp.take('a');
    const ends = [() => fetches[1]?.resolve('new'), () => fetches[0]?.resolve('old')];
    for (const end of order === 'first' ? ends : ends.toReversed()) end();
    await Promise.all(loads);
    expect(seen).toEqual(['new', 'a']);
  });

  it('ignores the failure of a load that was overtaken', async () => {
    const { catchUp, seen, fetches } = setup();
    const loads = [catchUp.load(), catchUp.load()];
    fetches[0]?.reject(new Error('away'));
    fetches[1]?.resolve('new');
    await Promise.all(loads);
    expect(seen).toEqual(['new']);
  });
});
