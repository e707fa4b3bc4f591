import 'fake-indexeddb/auto';
import { item } from '../testing/item.ts';
import { createIndexedDbStore, forgetOutbox } from './indexed-db.ts';
import { createMemoryStore } from './memory.ts';
import { openOutboxStore } from './open.ts';
import { addSettled, settledKeys } from './settled.ts';

let users = 0;

describe.each([
  ['in IndexedDB', () => createIndexedDbStore(`user ${++users}`)],
  ['of a browser', () => openOutboxStore(`user ${++users}`, () => undefined)],
  ['in memory', createMemoryStore],
])('a store of the outbox %s', (_name, open) => {
  const keys = async (store: ReturnType<typeof open>) => (await store.all()).map(({ key }) => key);

  it('keeps messages as they are, in the order in which they were added', async () => {
    const store = open();
    await Promise.all(['c', 'a', 'b'].map((key) => store.add(item(key))));
    expect(await store.all()).toEqual([item('c'), item('a'), item('b')]);
  });

  it('changes a message in its place, also its key, from what it is by then', async () => {
    const store = open();
    for (const key of ['a', 'b']) await store.add(item(key));
    await store.change('a', (before) => ({ ...before, status: 'failed', error: 'FORBIDDEN' }));
    const again = await store.change('a', (before) => ({ ...before, key: 'c', text: `${before.error}` }));
    expect([again, await store.change('nobody', (before) => before)]).toEqual([true, false]);
    expect(await store.all()).toEqual([
      item('c', { status: 'failed', error: 'FORBIDDEN', text: 'FORBIDDEN' }),
      item('b'),
    ]);
  });

  it('removes a message where nothing is to be left of it', async () => {
    const store = open();
    for (const key of ['a', 'b', 'c']) await store.add(item(key));
    for (const key of ['a', 'c', 'nobody']) await store.change(key, () => null);
    expect(await keys(store)).toEqual(['b']);
  });
});

describe('the outbox in IndexedDB', () => {
  it('is the same for all tabs, and after a reload', async () => {
    await createIndexedDbStore('ann').add(item('a'));
    expect(await createIndexedDbStore('ann').all()).toEqual([item('a')]);
    expect(await createIndexedDbStore('ann').shared()).toBe(true);
  });

  it('shows and changes nothing of another user', async () => {
    await createIndexedDbStore('carl').add(item('of carl'));
    const other = createIndexedDbStore('dora');
    await other.change('of carl', () => null);
    await other.change('of carl', (before) => ({ ...before, text: 'changed' }));
    expect(await other.all()).toEqual([]);
    expect(await createIndexedDbStore('carl').all()).toEqual([item('of carl')]);
  });

  it('refuses a second message with the same key', async () => {
    const store = createIndexedDbStore('eve');
    await store.add(item('twice'));
    await expect(store.add(item('twice', { text: 'another' }))).rejects.toThrow();
    expect(await store.all()).toEqual([item('twice')]);
  });

  it('is gone once the user is forgotten, and that of others is not', async () => {
    const [mine, other] = [createIndexedDbStore('fay'), createIndexedDbStore('gus')];
    for (const key of ['f1', 'f2', 'f3']) await mine.add(item(key));
    await other.add(item('g1'));
    await forgetOutbox('fay');
    expect(await mine.all()).toEqual([]);
    expect(await other.all()).toEqual([item('g1')]);
  });

  it('drops what an earlier page had sent while the database did not answer', async () => {
    for (const key of ['h1', 'h2']) await createIndexedDbStore('hal').add(item(key));
    addSettled('hal', 'h1');
    addSettled('hal', 'nobody');
    expect(await createIndexedDbStore('hal').all()).toEqual([item('h2')]);
    expect(settledKeys('hal')).toEqual([]);
  });

  it('calls nothing failed that is sent by itself, as an earlier version did', async () => {
    const store = createIndexedDbStore('ida');
    await store.add(item('lost', { status: 'failed', error: 'NETWORK' }));
    await store.add(item('refused', { status: 'failed', error: 'FORBIDDEN' }));
    expect((await store.all()).map(({ status }) => status)).toEqual(['pending', 'failed']);
  });
});
