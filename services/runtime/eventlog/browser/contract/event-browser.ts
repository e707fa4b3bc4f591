import type { StreamKind } from '../../decider/decider.ts';
import type { StoreData } from '../../store/contract/describe-event-store.ts';
import { commitOf, fill, range, useBench } from '../../store/contract/fixture.ts';
import type { DomainEvent } from '../../store/event.ts';
import { createEventBrowser } from '../event-browser.ts';

type Added = DomainEvent<'Added', { by: number }>;

const sums: StreamKind<{ sum: number; seen: Set<number>; tokenHash: string }, Added> = {
  prefix: 'sum-',
  initialState: () => ({ sum: 0, seen: new Set(), tokenHash: 'x' }),
  evolve: ({ sum, seen, tokenHash }, { data: { by } }) => ({ sum: sum + by, seen: seen.add(by), tokenHash }),
};
const parts: StreamKind<object, Added> = { ...sums, prefix: 'part-', partial: { trim() {} } } as never;

export function describeBrowsing(create: () => Promise<StoreData>): void {
  const bench = useBench(create);
  const open = async () => {
    const store = await bench.open();
    const hides = (stream: string) => (stream.startsWith('private-') ? { redacted: ['text'] } : {});
    return { store, browser: createEventBrowser({ store, kinds: [sums, parts], hides }) };
  };

  it('lists streams by the beginning of their names, page by page', async () => {
    const { store, browser } = await open();
    await Promise.all(['room-a', 'room-ab', 'room-b', 'room-я', 'user-a'].map((name, at) => fill(store, name, at + 1)));
    const names = async (prefix: string, after = '', first = 100) => {
      const { streams, hasMore } = await browser.list({ prefix, after, first });
      return [...streams.map(({ name, head }) => `${name}:${head}`), ...(hasMore ? ['…'] : [])].join(' ');
    };
    expect(await names('')).toBe('room-a:1 room-ab:2 room-b:3 room-я:4 user-a:5');
    expect(await names('', '', 2)).toBe('room-a:1 room-ab:2 …');
    expect(await names('', 'room-ab', 2)).toBe('room-b:3 room-я:4 …');
    expect(await names('room-a')).toBe('room-a:1 room-ab:2');
    expect(await names('room-a', '', 1)).toBe('room-a:1 …');
    expect(await names('room-a', 'room-a')).toBe('room-ab:2');
    expect(await names('room-', 'room-b')).toBe('room-я:4');
    expect(await names('none')).toBe('');
    await expect(names('', '', 101)).rejects.toMatchObject({ field: 'first' });
  });

  it('shows events without their secrets', async () => {
    const { store, browser } = await open();
    const data = { text: 'hello', passwordHash: 'x', deep: [{ token: 'x' }] };
    await store.commit(commitOf([{ stream: 'user-a', seq: 1, data }]));
    await store.commit(commitOf([{ stream: 'private-a', seq: 1, data }]));
    const shown = async (stream: string) =>
      (await browser.events(stream, { after: 0, first: 1 })).map((event) => JSON.parse(event.data));
    const redacted = { text: 'hello', passwordHash: '[redacted]', deep: [{ token: '[redacted]' }] };
    expect(await shown('user-a')).toEqual([redacted]);
    expect(await shown('private-a')).toEqual([{ ...redacted, text: '[redacted]' }]);
    expect(await browser.find('user-a')).toEqual({ name: 'user-a', head: 1 });
    expect(await browser.find('user-b')).toBeUndefined();
  });

  it('folds the state at any position', async () => {
    const { store, browser } = await open();
    const events = range(1_200).map((seq) => ({ stream: 'sum-a', seq, type: 'Added', data: { by: seq % 2 } }));
    await store.commit(commitOf(events));
    const at = async (seq: number) => JSON.parse((await browser.stateAt('sum-a', seq, 'ann')) ?? 'null');
    expect(await at(0)).toEqual({ sum: 0, seen: [], tokenHash: '[redacted]' });
    expect(await at(1)).toEqual({ sum: 1, seen: [1], tokenHash: '[redacted]' });
    expect(await at(1_200)).toMatchObject({ sum: 600, seen: [1, 0] });
    await expect(at(1_201)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has no state of streams that are never whole, or of no known kind', async () => {
    const { store, browser } = await open();
    await Promise.all(['part-a', 'other-a'].map((stream) => fill(store, stream, 1)));
    expect(await browser.stateAt('part-a', 1, 'ann')).toBeUndefined();
    expect(await browser.stateAt('other-a', 1, 'ann')).toBeUndefined();
  });
}
