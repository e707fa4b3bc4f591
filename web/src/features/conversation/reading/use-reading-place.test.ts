import { message } from '../../timeline/state/testing/scene.ts';
import type { TimelinePage } from '../../timeline/state/timeline.ts';
import { type PageRequest, useTimeline } from '../../timeline/state/use-timeline.ts';
import { useReadingPlace } from './use-reading-place.ts';

/** A server with messages 1 to 100, but for those of `gone`; changes are shown at once. */
function setup() {
  const gone: number[] = [];
  const page = (from: number, to: number): TimelinePage => ({
    messages: Array.from({ length: to - from + 1 }, (_, i) => from + i)
      .filter((seq) => !gone.includes(seq))
      .map((seq) => message(seq)),
    hasOlder: from > 1,
    hasNewer: to < 100,
  });
  const timeline = useTimeline({
    async fetchPage(request: PageRequest) {
      if ('before' in request)
        return request.before === null ? page(91, 100) : page(request.before - 5, request.before - 1);
      if ('after' in request) return page(request.after + 1, request.after + 5);
      const seq = Number(request.around.slice(1));
      if (gone.includes(seq)) throw new Error('NOT_FOUND');
      return page(seq - 5, seq + 5);
    },
    schedule: (run) => run(),
  });
  const place = useReadingPlace(timeline, () => null);
  const open = (from: number, to: number, firstUnread: number | null = null) =>
    place.open({ newest: page(from, to), firstUnread });
  const shown = () => timeline.timeline.value.items.map(({ key }) => key);
  return { timeline, place, open, shown, gone };
}

describe('the place of a reader', () => {
  it('is around the first unread message, however far back that lies', async () => {
    const { place, open, shown } = setup();
    await open(91, 100, 40);
    expect(shown()).toEqual(['m35', 'm36', 'm37', 'm38', 'm39', 'm40', 'm41', 'm42', 'm43', 'm44']);
    expect(place.firstUnread.value).toBe(40);
  });

  it('is among the newest messages where the first unread one is of them', async () => {
    const { place, open, shown } = setup();
    await open(91, 100, 91);
    expect(shown()).toEqual(['m91', 'm92', 'm93', 'm94', 'm95', 'm96', 'm97', 'm98', 'm99', 'm100']);
    expect(place.firstUnread.value).toBe(91);
  });

  it('is the newest messages again after a reset, where they were at the end', async () => {
    const { open, shown } = setup();
    await open(81, 90);
    await open(91, 100);
    expect(shown()).toContain('m100');
  });

  it('is kept after a reset, where they read history, with what is new counted', async () => {
    const { timeline, open, shown } = setup();
    await open(81, 90);
    await timeline.goTo({ id: 'm40' });
    timeline.reader.value = { atEnd: false, key: 'm38' };
    await open(91, 100);
    expect(shown()).toEqual(expect.arrayContaining(['m33', 'm38', 'm43']));
    expect(timeline.timeline.value).toMatchObject({ hasOlder: true, hasNewer: true, latestSeq: 100 });
    expect(timeline.timeline.value.arrivals).toBe(10);
  });

  it('is the newest messages where the message they read is gone', async () => {
    const { timeline, open, shown, gone } = setup();
    await open(81, 90);
    await timeline.goTo({ id: 'm40' });
    timeline.reader.value = { atEnd: false, key: 'm38' };
    gone.push(38);
    await open(91, 100);
    expect(shown().at(-1)).toBe('m100');
  });
});
