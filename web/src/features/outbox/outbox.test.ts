import { createTextStore } from '../../shared/browser/local-texts.ts';
import { createOutboxView, type OutboxItem } from './outbox.ts';
import type { Place } from './place.ts';
import { createMemoryStore } from './store/memory.ts';
import { createWrittenAhead } from './written-ahead.ts';

/** Lets everything that waits for a settled promise run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const tea: Place = { kind: 'room', name: 'tea' };

let pages = 0;

/** One tab. `fill` lets the store refuse what is added. */
function setup(memory = createMemoryStore(), texts = createTextStore(() => null)) {
  pages += 1;
  let full = false;
  let keys = 0;
  let items: readonly OutboxItem[] = [];
  let changes = 0;
  const view = createOutboxView({
    store: {
      ...memory,
      add: async (item) => {
        if (full) throw new Error('no room');
        await memory.add(item);
      },
    },
    ahead: createWrittenAhead({ user: 'ann', page: `p${pages}`, texts }),
    newKey: () => `k${++keys}`,
    now: () => '2026-01-01T00:00:00.000Z',
    onItems: (next) => {
      items = next;
    },
    onChanged: () => {
      changes += 1;
    },
  });
  return {
    ...view,
    memory,
    outbox: view.at(tea),
    items: () => items.map(({ text, status }) => `${text} ${status}`),
    changes: () => changes,
    fill: (value: boolean) => {
      full = value;
    },
  };
}

describe('the outbox in a tab', () => {
  it('shows a message the moment it is posted, and stores it', async () => {
    const { outbox, items, memory, changes } = setup();
    outbox.post('one', { id: 'm1', author: 'bob', text: 'zero' });
    expect(items()).toEqual(['one pending']);
    await settle();
    expect(items()).toEqual(['one pending']);
    expect(await memory.all()).toMatchObject([{ key: 'k1', place: tea, text: 'one', replyTo: 'm1' }]);
    expect(changes()).toBe(1);
  });

  it('stores what a page had shown that went away before it was stored', async () => {
    const texts = createTextStore(() => null);
    const gone = setup(createMemoryStore(), texts);
    for (const text of ['one', 'two']) gone.outbox.post(text);
    const next = setup(createMemoryStore(), texts);
    await next.reload();
    await settle();
    expect(next.items()).toEqual(['one pending', 'two pending']);
    expect(await next.memory.all()).toMatchObject([
      { key: 'k1', text: 'one' },
      { key: 'k2', text: 'two' },
    ]);
  });

  it('stores it once where the page that went away was not gone yet', async () => {
    const memory = createMemoryStore();
    const texts = createTextStore(() => null);
    const store = {
      ...memory,
      async add(item: OutboxItem) {
        if ((await memory.all()).some(({ key }) => key === item.key)) throw new DOMException('', 'ConstraintError');
        await memory.add(item);
      },
    };
    const living = setup(store, texts);
    living.outbox.post('one');
    const next = setup(store, texts);
    await next.reload();
    await settle();
    for (const tab of [living, next]) expect(tab.items()).toEqual(['one pending']);
    expect(await memory.all()).toHaveLength(1);
    expect(texts.keys()).toEqual([]);
  });

  it('remembers where a private message was written, unless that is its conversation', async () => {
    const { outbox, memory } = setup();
    outbox.whisper('bob', 'psst');
    await settle();
    expect(await memory.all()).toMatchObject([{ place: { kind: 'direct', username: 'bob' }, writtenIn: tea }]);
  });

  it('keeps the order of what is posted at once', async () => {
    const { outbox, items, memory } = setup();
    for (const text of ['one', 'two', 'three']) outbox.post(text);
    expect(items()).toEqual(['one pending', 'two pending', 'three pending']);
    await settle();
    expect((await memory.all()).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('shows what another tab posted, and what became of it', async () => {
    const memory = createMemoryStore();
    const [one, other] = [setup(memory), setup(memory)];
    one.outbox.post('one');
    await settle();
    await other.reload();
    expect(other.items()).toEqual(['one pending']);
    await memory.change('k1', () => null);
    await other.reload();
    expect(other.items()).toEqual([]);
  });

  it('retries and discards only what has failed', async () => {
    const { outbox, items, memory, reload } = setup();
    outbox.post('one');
    await settle();
    outbox.discard('k1');
    await settle();
    expect(items()).toEqual(['one pending']);
    await memory.change('k1', (item) => ({ ...item, status: 'failed', error: 'FORBIDDEN' }));
    await reload();
    outbox.retry('k1');
    await settle();
    expect(items()).toEqual(['one pending']);
    await memory.change('k1', (item) => ({ ...item, status: 'failed', error: 'FORBIDDEN' }));
    outbox.discard('k1');
    await settle();
    expect(items()).toEqual([]);
  });

  it('sends a refused message again with another text, as another message in the same place of the order', async () => {
    const { outbox, memory, reload } = setup();
    outbox.post('one', { id: 'm1', author: 'bob', text: 'zero' });
    outbox.post('two');
    await settle();
    await memory.change('k1', (item) => ({ ...item, status: 'failed', error: 'BAD_USER_INPUT', field: 'text' }));
    await reload();
    outbox.retry('k1', 'shorter');
    await settle();
    const [first, second] = await memory.all();
    expect(first).toMatchObject({ key: 'k3', text: 'shorter', status: 'pending', error: null, replyTo: 'm1' });
    expect(second).toMatchObject({ key: 'k2', text: 'two' });
    await memory.change('k3', (item) => ({ ...item, status: 'failed', error: 'BAD_USER_INPUT', field: 'replyTo' }));
    await reload();
    outbox.retry('k3', 'without a quote');
    await settle();
    expect((await memory.all())[0]).toMatchObject({
      key: 'k4',
      text: 'without a quote',
      replyTo: null,
      answered: null,
    });
  });

  it('gives another text to a message that waits, under the same key, and knows the texts that it had', async () => {
    const { outbox, memory } = setup();
    outbox.post('one', { id: 'm1', author: 'bob', text: 'zero' });
    outbox.post('two');
    // Before it is stored, and after.
    expect(await outbox.revise('k1', 'uno')).toBe(true);
    await settle();
    expect(await outbox.revise('k1', 'eins')).toBe(true);
    expect(await outbox.revise('k1', 'eins')).toBe(true);
    const [first, second] = await memory.all();
    expect(first).toMatchObject({ key: 'k1', text: 'eins', earlier: ['one', 'uno'], replyTo: 'm1', status: 'pending' });
    expect(second).toMatchObject({ key: 'k2', text: 'two' });
  });

  it('says that a message is gone which was sent before its new text came', async () => {
    const { outbox, memory } = setup();
    outbox.post('one');
    await settle();
    await memory.change('k1', () => null);
    expect(await outbox.revise('k1', 'uno')).toBe(false);
  });

  it('keeps edits and deletions in order with messages', async () => {
    const { outbox, memory } = setup();
    outbox.post('one');
    outbox.change({ kind: 'edit', id: 'm1' }, 'new text');
    outbox.change({ kind: 'delete', id: 'm2' }, 'old text');
    outbox.post('two');
    await settle();
    expect((await memory.all()).map(({ change, text }) => [change?.kind, change?.id, text])).toEqual([
      [undefined, undefined, 'one'],
      ['edit', 'm1', 'new text'],
      ['delete', 'm2', 'old text'],
      [undefined, undefined, 'two'],
    ]);
  });

  it('shows as failed what could not be stored, and lets nothing of its place overtake it', async () => {
    const { outbox, at, items, memory, fill } = setup();
    fill(true);
    outbox.post('one');
    await settle();
    expect(items()).toEqual(['one failed']);
    fill(false);
    outbox.post('two');
    at({ kind: 'direct', username: 'tea' }).post('elsewhere');
    await settle();
    expect((await memory.all()).map(({ text }) => text)).toEqual(['elsewhere']);
    outbox.retry('k1');
    await settle();
    expect((await memory.all()).map(({ key, text }) => `${key} ${text}`)).toEqual(['k3 elsewhere', 'k1 one', 'k2 two']);
    fill(true);
    outbox.post('three');
    await settle();
    outbox.discard('k4');
    expect(items()).toEqual(['elsewhere pending', 'one pending', 'two pending']);
  });
});
