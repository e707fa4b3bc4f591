import { message } from './testing/scene.ts';
import { withChange, withMessages } from './timeline.ts';
import { type PageRequest, useTimeline } from './use-timeline.ts';

/** A server with messages 1 to `newest`, in pages of three. Changes are shown when `frame` is called. */
function setup(newest: number) {
  const asked: PageRequest[] = [];
  const server = { newest, beforeAnswer: () => undefined as unknown };
  let frame: (() => void) | undefined;
  const use = useTimeline({
    async fetchPage(request) {
      asked.push(request);
      const start =
        'after' in request
          ? request.after + 1
          : 'around' in request
            ? Number(request.around.slice(1)) - 1
            : (request.before ?? server.newest + 1) - 3;
      const seqs = [start, start + 1, start + 2].filter((seq) => seq >= 1 && seq <= server.newest);
      const page = {
        messages: seqs.map((seq) => message(seq)),
        hasOlder: start > 1,
        hasNewer: start + 2 < server.newest,
      };
      await Promise.resolve();
      server.beforeAnswer();
      return page;
    },
    schedule(run) {
      frame = run;
    },
  });
  const post = (...seqs: number[]) => {
    server.newest = Math.max(server.newest, ...seqs);
    use.change((timeline) =>
      withMessages(
        timeline,
        seqs.map((seq) => message(seq)),
      ),
    );
  };
  return {
    use,
    asked,
    server,
    post,
    frame: () => frame?.(),
    snapshot: (...seqs: number[]) =>
      use.reset({ messages: seqs.map((seq) => message(seq)), hasOlder: (seqs[0] ?? 1) > 1, hasNewer: false }),
    keys: () => use.timeline.value.items.map(({ key }) => key),
    news: () => use.timeline.value.items.filter((item) => item.kind === 'message' && item.news).map(({ key }) => key),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const ids = (from: number, to: number) => range(from, to).map((seq) => `m${seq}`);

describe('useTimeline', () => {
  it('shows all changes of a frame together', () => {
    const { use, snapshot, post, frame, keys } = setup(5);
    snapshot(4, 5);
    post(6);
    post(7);
    use.change((timeline) => withChange(timeline, 'm6', () => ({ text: 'new' })));
    expect(keys()).toEqual(['m4', 'm5']);
    frame();
    expect(keys()).toEqual(['m4', 'm5', 'm6', 'm7']);
    expect(use.timeline.value.items[2]).toMatchObject({ message: { text: 'new' } });
  });

  it('loads pages until the first message', async () => {
    const { use, asked, snapshot, keys } = setup(5);
    snapshot(4, 5);
    await use.loadOlder();
    await use.loadOlder();
    expect(keys()).toEqual(ids(1, 5));
    expect(asked).toEqual([{ before: 4 }]);
    expect(use.timeline.value.hasOlder).toBe(false);
  });

  it('repeats on a page what changed while it was loaded', async () => {
    const { use, server, snapshot } = setup(5);
    snapshot(4, 5);
    server.beforeAnswer = () => use.change((timeline) => withChange(timeline, 'm3', () => ({ text: 'new' })));
    await use.loadOlder();
    expect(use.timeline.value.items[2]).toMatchObject({ message: { id: 'm3', text: 'new' } });
  });

  it('drops a page that was asked for before a reset', async () => {
    const { use, server, snapshot, keys } = setup(9);
    snapshot(4, 5);
    server.beforeAnswer = () => snapshot(8, 9);
    await use.loadOlder();
    expect(keys()).toEqual(['m8', 'm9']);
    expect(use.loading.value).toBeNull();
  });

  it('loads one page at a time, and says which one failed', async () => {
    const { use, asked, server, snapshot } = setup(5);
    snapshot(4, 5);
    server.beforeAnswer = () => {
      throw new Error('no network');
    };
    await expect(Promise.all([use.loadOlder(), use.loadOlder()])).rejects.toThrow('no network');
    expect(asked).toHaveLength(1);
    expect(use.failed.value).toBe('older');
    expect(use.loading.value).toBeNull();
  });

  it('goes to any place, follows nothing there, and finds back to the end page by page', async () => {
    const { use, snapshot, post, frame, keys } = setup(20);
    snapshot(19, 20);
    await use.goTo({ seq: 8 });
    expect(keys()).toEqual(ids(5, 10));
    post(21);
    frame();
    expect(keys()).toEqual(ids(5, 10));
    for (let loads = 0; loads < 4; loads += 1) await use.loadNewer();
    expect(keys()).toEqual(ids(5, 21));
    post(22);
    frame();
    expect(keys()).toEqual(ids(5, 22));
  });

  it('misses nothing that is posted while the last page is loaded', async () => {
    const { use, server, snapshot, post, keys } = setup(12);
    snapshot(11, 12);
    await use.goTo({ id: 'm9' });
    expect(keys()).toEqual(['m8', 'm9', 'm10']);
    server.beforeAnswer = () => {
      server.beforeAnswer = () => undefined;
      post(13);
    };
    await use.loadNewer();
    expect(keys()).toEqual(ids(8, 13));
  });

  it('takes for news what is posted, also while a page is loaded, and nothing else of a page', async () => {
    const { use, server, snapshot, post, keys, news } = setup(12);
    snapshot(11, 12);
    expect(news()).toEqual([]);
    server.beforeAnswer = () => post(13);
    await use.loadOlder();
    expect(keys()).toEqual(ids(8, 13));
    expect(news()).toEqual(['m13']);
    server.beforeAnswer = () => undefined;
    await use.goTo({ id: 'm3' });
    expect(news()).toEqual([]);
    // One is on the page that is read after it was posted, one is not: its event comes while the page is on its way.
    server.newest = 14;
    server.beforeAnswer = () => post(14, 15);
    await use.goToLatest();
    expect(keys()).toEqual(ids(12, 15));
    expect(news()).toEqual(['m14', 'm15']);
  });

  it('goes back to the latest', async () => {
    const { use, snapshot, keys } = setup(20);
    snapshot(19, 20);
    await use.goTo({ id: 'm3' });
    await use.goToLatest();
    expect(keys()).toEqual(ids(18, 20));
    expect(use.timeline.value.hasNewer).toBe(false);
  });

  it('holds a bounded number of messages, those around the reader', () => {
    const { use, snapshot, post, frame } = setup(2);
    const held = () => use.timeline.value.items;
    snapshot(1, 2);
    for (let first = 3; first < 100_000; first += 200) {
      post(...range(first, first + 199));
      frame();
      expect(held().length).toBeLessThanOrEqual(220);
    }
    expect(held().at(-1)?.key).toBe(`m${use.timeline.value.latestSeq}`);
    const reading = held()[10]?.key ?? '';
    use.reader.value = { atEnd: false, key: reading };
    const { latestSeq } = use.timeline.value;
    post(...range(latestSeq + 1, latestSeq + 1_000));
    frame();
    expect(held().length).toBeLessThanOrEqual(220);
    expect(held().some(({ key }) => key === reading)).toBe(true);
    expect(use.timeline.value.hasNewer).toBe(true);
  });
});
