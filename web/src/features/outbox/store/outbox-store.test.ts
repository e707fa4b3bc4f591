import 'fake-indexeddb/auto';
import type { OutboxItem } from '../outbox-item.ts';
import { forgetOutbox, openOutboxStore } from './indexed-db.ts';
import { createMemoryStore } from './memory.ts';

const item = (key: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  key,
  place: { kind: 'room', name: 'tea' },
  text: `text of ${key}`,
  replyTo: null,
  queuedAt: '2026-01-01T00:00:00.000Z',
  status: 'pending',
  error: null,
  ...more,
});

let users = 0;

describe.each([
  ['in IndexedDB', () => openOutboxStore(`user ${++users}`)],
  ['in memory', createMemoryStore],
])('a store of the outbox %s', (_name, open) => {
  const keys = async (store: ReturnType<typeof open>) => (await store.all()).map(({ key }) => key);

  it('keeps messages as they are, in the order in which they were added', async () => {
    const store = open();
    await Promise.all(['c', 'a', 'b'].map((key) => store.add(item(key))));
    expect(await store.all()).toEqual([item('c'), item('a'), item('b')]);
  });

  it('changes a message in its place, if it still has the status', async () => {
    const store = open();
    for (const key of ['a', 'b']) await store.add(item(key));
    await store.update('a', 'pending', { status: 'failed', error: 'FORBIDDEN' });
    await store.update('a', 'pending', { status: 'pending', error: null });
    await store.update('nobody', 'pending', { error: 'NETWORK' });
    expect(await store.all()).toEqual([item('a', { status: 'failed', error: 'FORBIDDEN' }), item('b')]);
  });

  it('removes a message, if it still has the status', async () => {
    const store = open();
    for (const key of ['a', 'b', 'c']) await store.add(item(key));
    await store.remove('a', 'failed');
    await store.remove('b', 'pending');
    await store.remove('c');
    await store.remove('nobody');
    expect(await keys(store)).toEqual(['a']);
  });
});

describe('the outbox in IndexedDB', () => {
  it('is the same for all tabs, and after a reload', async () => {
    await openOutboxStore('ann').add(item('a'));
    expect(await openOutboxStore('ann').all()).toEqual([item('a')]);
    expect(await openOutboxStore('ann').shared()).toBe(true);
  });

  it('shows and changes nothing of another user', async () => {
    await openOutboxStore('carl').add(item('of carl'));
    const other = openOutboxStore('dora');
    await other.remove('of carl');
    await other.update('of carl', 'pending', { text: 'changed' });
    expect(await other.all()).toEqual([]);
    expect(await openOutboxStore('carl').all()).toEqual([item('of carl')]);
  });

  it('refuses a second message with the same key', async () => {
    const store = openOutboxStore('eve');
    await store.add(item('twice'));
    await expect(store.add(item('twice', { text: 'another' }))).rejects.toThrow();
    expect(await store.all()).toEqual([item('twice')]);
  });

  it('is gone once the user is forgotten, and that of others is not', async () => {
    const [mine, other] = [openOutboxStore('fay'), openOutboxStore('gus')];
    for (const key of ['f1', 'f2', 'f3']) await mine.add(item(key));
    await other.add(item('g1'));
    await forgetOutbox('fay');
    expect(await mine.all()).toEqual([]);
    expect(await other.all()).toEqual([item('g1')]);
  });
});
