import type { OutboxStore } from '../outbox-store.ts';
import { item } from '../testing/item.ts';
import { createFallingBackStore } from './falling-back.ts';
import { createMemoryStore } from './memory.ts';

const keysOf = async (store: OutboxStore) => (await store.all()).map(({ key }) => key);
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A store whose lasting one breaks when it is told to; `late`: it does what it was asked for all the same. */
function setup() {
  const lasting = createMemoryStore();
  const settled: string[] = [];
  const waiting: (() => void)[] = [];
  let health: 'well' | 'broken' | 'slow' = 'well';
  let turns = 0;
  async function fail<T>(work: () => Promise<T>): Promise<T> {
    if (health === 'broken') throw new Error('broken');
    if (health === 'slow') await new Promise<void>((resolve) => waiting.push(resolve));
    return work();
  }
  const store = createFallingBackStore({
    lasting: {
      shared: async () => true,
      all: () => fail(() => lasting.all()),
      add: (added) => fail(() => lasting.add(added)),
      change: (key, next) => fail(() => lasting.change(key, next)),
    },
    onHeldByPage: () => {
      turns += 1;
    },
    onSettled: (key) => settled.push(key),
  });
  return {
    store,
    lasting,
    settled,
    turns: () => turns,
    be: (next: typeof health) => {
      health = next;
    },
    async answerLate() {
      for (const answer of waiting.splice(0)) answer();
      await settle();
    },
  };
}

describe('the store of a browser that stops to keep things', () => {
  it('goes on in memory with all that was written, and says so once', async () => {
    const { store, be, turns } = setup();
    for (const key of ['a', 'b']) await store.add(item(key));
    expect([await store.shared(), turns()]).toEqual([true, 0]);
    be('broken');
    await store.add(item('c'));
    await store.add(item('d'));
    expect(await keysOf(store)).toEqual(['a', 'b', 'c', 'd']);
    expect(await store.change('a', () => null)).toBe(true);
    expect(await keysOf(store)).toEqual(['b', 'c', 'd']);
    expect([await store.shared(), turns()]).toEqual([false, 1]);
  });

  it('begins in memory where it never worked', async () => {
    const { store, be, turns } = setup();
    be('broken');
    expect(await keysOf(store)).toEqual([]);
    await store.add(item('a'));
    expect([await keysOf(store), turns()]).toEqual([['a'], 1]);
  });

  it('knows what it changed before', async () => {
    const { store, be } = setup();
    for (const key of ['a', 'b']) await store.add(item(key));
    await store.change('a', (before) => ({ ...before, text: 'another' }));
    await store.change('b', () => null);
    be('broken');
    expect(await store.all()).toEqual([item('a', { text: 'another' })]);
  });

  it('neither doubles nor loses a message whose late answer comes after all', async () => {
    const { store, be, answerLate, lasting, settled } = setup();
    await store.add(item('a'));
    be('slow');
    const adding = store.add(item('b'));
    const changing = store.change('a', () => null);
    be('broken');
    await store.add(item('c'));
    await answerLate();
    await Promise.all([adding, changing]);
    expect((await keysOf(store)).toSorted()).toEqual(['b', 'c']);
    expect(await keysOf(lasting)).toEqual(['b']);
    await store.change('b', () => null);
    // A later page drops it, rather than to send it once more.
    expect(settled).toEqual(['a', 'b']);
  });

  it('gives a message one new key, whichever store has it', async () => {
    const { store, be, answerLate, lasting, settled } = setup();
    await store.add(item('a', { status: 'failed', error: 'FORBIDDEN' }));
    let keys = 0;
    be('slow');
    const changing = store.change('a', (before) => ({ ...before, key: `k${++keys}`, status: 'pending' }));
    be('broken');
    await store.all();
    await answerLate();
    await changing;
    expect(await keysOf(store)).toEqual(['k1']);
    expect(await keysOf(lasting)).toEqual(['k1']);
    await store.change('k1', () => null);
    expect(settled).toEqual(['a', 'k1']);
  });

  it('tells nothing of what it never had', async () => {
    const { store, be, settled } = setup();
    await store.all();
    be('broken');
    await store.all();
    await store.add(item('a'));
    await store.change('a', () => null);
    expect(settled).toEqual([]);
  });

  it('works on where a message is there already', async () => {
    const { store, turns } = setup();
    const refusing = createFallingBackStore({
      lasting: { ...store, add: () => Promise.reject(new DOMException('twice', 'ConstraintError')) },
      onHeldByPage: () => expect(turns()).toBe(-1),
      onSettled: () => undefined,
    });
    await expect(refusing.add(item('a'))).rejects.toThrow('twice');
    expect(await refusing.shared()).toBe(true);
  });
});
