import { message as messageAt, person } from '../../timeline/state/testing/scene.ts';
import { emptyTimeline, fromPage, withMessages } from '../../timeline/state/timeline.ts';
import { createLooking, type Seen } from './looking.ts';
import { READ_AFTER_MS } from './reading.ts';

const message = (seq: number, author = 'bob') => messageAt(seq, { author: person(author) });
const log = (count: number) =>
  fromPage({ messages: Array.from({ length: count }, (_, i) => message(i + 1)), hasOlder: false, hasNewer: false });
const keys = (...seqs: number[]) => new Set(seqs.map((seq) => `m${seq}`));

/** Ann before a log, by a clock that is turned by hand. */
function setup(timeline = emptyTimeline, readUpTo = 0) {
  let now = 0;
  let timer: { run: () => void; at: number } | null = null;
  const looks: Seen[] = [];
  const sight = { timeline, onScreen: new Set<string>(), atEnd: true, looking: true };
  const looking = createLooking({
    viewerId: 'ann',
    sight: () => sight,
    now: () => now,
    setTimer(run, delayMs) {
      timer = { run, at: now + delayMs };
      return () => {
        timer = null;
      };
    },
    onLook: (seen) => looks.push(seen),
  });
  looking.moveTo(readUpTo);
  return {
    looking,
    sight,
    look(change: Partial<typeof sight> = {}): Seen | undefined {
      Object.assign(sight, change);
      looking.look();
      return looks.at(-1);
    },
    /** What the last look found, after a while without another reason to look. */
    wait(ms: number): Seen | undefined {
      now += ms;
      if (timer && timer.at <= now) timer.run();
      return looks.at(-1);
    },
  };
}

describe('who looks at a log', () => {
  it('has read what was on the screen for a second, without anything that happens then', () => {
    const { look, wait } = setup(log(3), 1);
    expect(look({ onScreen: keys(1, 2) })).toMatchObject({ readUpTo: 1, isFollowing: false });
    expect(wait(READ_AFTER_MS - 1)).toMatchObject({ readUpTo: 1 });
    expect(wait(1)).toMatchObject({ readUpTo: 2 });
  });

  it('is led up to what is unread above the screen, and no more once they have read it', () => {
    const { looking, look } = setup(log(9), 2);
    expect(look({ onScreen: keys(7, 8, 9) })?.unreadAbove).toBe(3);
    expect(look({ onScreen: keys(3, 4) })?.unreadAbove).toBeNull();
    looking.moveTo(9);
    expect(look({ onScreen: keys(7, 8, 9) })?.unreadAbove).toBeNull();
  });

  it('is told once before which message they turned away, and nothing where they look', () => {
    const { look, sight } = setup(log(2), 2);
    expect(look()).toMatchObject({ isFollowing: true, cameAfter: null });
    expect(look({ looking: false })).toMatchObject({ isFollowing: false, cameAfter: null });
    expect(look({ timeline: withMessages(sight.timeline, [message(3)]) })?.cameAfter).toBe(3);
    expect(look({ timeline: withMessages(sight.timeline, [message(4)]) })?.cameAfter).toBeNull();
  });

  it('reads nothing that is to stay unread', () => {
    const { looking, look, wait } = setup(log(3), 3);
    look({ onScreen: keys(1, 2, 3) });
    looking.pause(true);
    looking.moveTo(1);
    expect(look()).toMatchObject({ readUpTo: 1, isFollowing: false, cameAfter: null });
    wait(60_000);
    expect(looking.readUpTo()).toBe(1);
    expect(looking.hasUnread()).toBe(true);
    looking.pause(false);
    look();
    expect(wait(READ_AFTER_MS)).toMatchObject({ readUpTo: 3, isFollowing: true });
    expect(looking.hasUnread()).toBe(false);
  });
});
