import { type IncomingMessage, withChange, withMessages } from '../timeline.ts';
import { useTimeline } from './use-timeline.ts';

const message = (seq: number): IncomingMessage => ({
  id: `m${seq}`,
  seq,
  author: { id: 'u1', username: 'ann', displayName: 'Ann' },
  text: `text ${seq}`,
  idempotencyKey: null,
  sentAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
});

/** A server with messages 1 to `newest`, in pages of three. */
function setup(newest: number) {
  const asked: (string | null)[] = [];
  const server = { newest, beforeAnswer: () => undefined as unknown };
  const use = useTimeline(async (before) => {
    asked.push(before);
    const end = before === null ? server.newest : Number(before) - 1;
    const start = Math.max(1, end - 2);
    const messages = Array.from({ length: end - start + 1 }, (_, index) => message(start + index));
    await Promise.resolve();
    server.beforeAnswer();
    return { messages, hasOlder: start > 1, startCursor: String(start) };
  });
  const snapshot = (...seqs: number[]) =>
    use.reset({ messages: seqs.map(message), hasOlder: (seqs[0] ?? 1) > 1, startCursor: null });
  return { use, asked, server, snapshot, keys: () => use.timeline.value.items.map(({ key }) => key) };
}

describe('useTimeline', () => {
  it('loads pages until the first message', async () => {
    const { use, asked, snapshot, keys } = setup(5);
    snapshot(4, 5);
    await use.loadOlder();
    expect(keys()).toEqual(['m3', 'm4', 'm5']);
    await use.loadOlder();
    await use.loadOlder();
    expect(keys()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(asked).toEqual([null, '3']);
    expect(use.timeline.value.hasOlder).toBe(false);
  });

  it('leaves no gap when more than a page of newer messages came since the snapshot', async () => {
    const { use, server, snapshot, keys } = setup(5);
    snapshot(4, 5);
    use.change((timeline) => withMessages(timeline, [6, 7, 8, 9, 10, 11].map(message)));
    server.newest = 11;
    await use.loadOlder();
    expect(keys()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11].map((seq) => `m${seq}`));
  });

  it('repeats on a page what changed while it was loaded', async () => {
    const { use, server, snapshot } = setup(5);
    snapshot(4, 5);
    server.beforeAnswer = () => use.change((timeline) => withChange(timeline, 'm3', () => ({ text: 'new' })));
    await use.loadOlder();
    expect(use.timeline.value.items[0]).toMatchObject({ message: { id: 'm3', text: 'new' } });
  });

  it('drops a page that was asked for before a reset', async () => {
    const { use, server, snapshot, keys } = setup(9);
    snapshot(4, 5);
    server.beforeAnswer = () => snapshot(8, 9);
    await use.loadOlder();
    expect(keys()).toEqual(['m8', 'm9']);
    expect(use.loadingOlder.value).toBe(false);
  });

  it('loads one page at a time', async () => {
    const { use, asked, snapshot } = setup(5);
    snapshot(4, 5);
    await Promise.all([use.loadOlder(), use.loadOlder()]);
    expect(asked).toHaveLength(1);
  });
});
