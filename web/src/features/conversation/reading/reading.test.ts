import { message as messageAt, person } from '../../timeline/state/testing/scene.ts';
import { emptyTimeline, fromPage, type Timeline } from '../../timeline/state/timeline.ts';
import { createReading, READ_AFTER_MS, type Sight } from './reading.ts';

const message = (seq: number, author = 'bob', text: string | null = `text ${seq}`) =>
  messageAt(seq, { author: person(author), text });

const log = (from: number, to: number, { hasOlder = false, hasNewer = false } = {}): Timeline =>
  fromPage({
    messages: Array.from({ length: to - from + 1 }, (_, i) => message(from + i)),
    hasOlder,
    hasNewer,
  });

/** A reader of ann's at a log, with a clock that is turned by hand. */
function setup(timeline: Timeline, readUpTo: number) {
  const reading = createReading('ann');
  reading.moveTo(readUpTo);
  const sight: Sight = { timeline, onScreen: new Set(), atEnd: false, looking: true, now: 0 };
  const screen = (from: number, to: number) => new Set(Array.from({ length: to - from + 1 }, (_, i) => `m${from + i}`));
  return {
    reading,
    sight,
    screen,
    look: () => reading.look(sight),
    pass(ms: number) {
      sight.now += ms;
      return reading.look(sight);
    },
  };
}

describe('a message', () => {
  it('is read when it was on the screen for a second, and not before', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 120), 0);
    sight.onScreen = screen(1, 12);
    expect(look()).toBe(READ_AFTER_MS);
    expect(pass(999)).toBe(1);
    expect(reading.readUpTo()).toBe(0);
    expect(pass(1)).toBeNull();
    expect(reading.readUpTo()).toBe(12);
  });

  it('is not read by being scrolled past', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 60), 0);
    for (let from = 1; from <= 49; from += 4) {
      sight.onScreen = screen(from, from + 7);
      look();
      pass(400);
    }
    expect(reading.readUpTo()).toBe(0);
  });

  it('is not read while the window is away, however long, and waits for a second of its own after that', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 5), 0);
    sight.onScreen = screen(1, 5);
    look();
    sight.looking = false;
    expect(pass(900)).toBeNull();
    pass(60_000);
    sight.looking = true;
    expect(pass(0)).toBe(READ_AFTER_MS);
    expect(reading.readUpTo()).toBe(0);
    pass(1_000);
    expect(reading.readUpTo()).toBe(5);
  });

  it('is not read because later ones were: those are remembered until it was', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 30), 0);
    sight.onScreen = screen(20, 30);
    sight.atEnd = true;
    look();
    pass(1_000);
    expect(reading.readUpTo()).toBe(0);
    expect(reading.firstUnread(sight.timeline)?.seq).toBe(1);
    sight.atEnd = false;
    sight.onScreen = screen(1, 12);
    look();
    pass(1_000);
    expect(reading.readUpTo()).toBe(12);
    sight.onScreen = screen(12, 19);
    look();
    pass(1_000);
    expect(reading.readUpTo()).toBe(30);
  });

  it('is not read where others before it may be unread that are not held', () => {
    const { reading, sight, screen, look, pass } = setup(log(50, 60, { hasOlder: true }), 10);
    sight.onScreen = screen(50, 60);
    look();
    pass(1_000);
    expect(reading.readUpTo()).toBe(10);
  });

  it('is read at once where it is one’s own, or deleted', () => {
    const { reading, look, sight } = setup(emptyTimeline, 1);
    sight.timeline = fromPage({
      messages: [message(1), message(2, 'ann'), message(3, 'bob', null), message(4)],
      hasOlder: false,
      hasNewer: false,
    });
    look();
    expect(reading.readUpTo()).toBe(3);
  });
});

describe('whoever follows the end of a log', () => {
  it('reads what passes, also where it passes faster than a second', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 5), 5);
    sight.atEnd = true;
    sight.onScreen = screen(1, 5);
    look();
    expect(reading.isFollowing()).toBe(true);
    sight.timeline = log(1, 50);
    sight.onScreen = screen(40, 50);
    look();
    expect(reading.readUpTo()).toBe(5);
    pass(1_000);
    expect(reading.readUpTo()).toBe(50);
    expect(reading.isFollowing()).toBe(true);
  });

  it('does not once they turned away: what came meanwhile is found from its beginning', () => {
    const { reading, sight, screen, look, pass } = setup(log(1, 5), 5);
    sight.atEnd = true;
    look();
    sight.looking = false;
    look();
    sight.timeline = log(1, 50);
    sight.onScreen = screen(40, 50);
    pass(5_000);
    sight.looking = true;
    pass(0);
    pass(1_000);
    expect(reading.readUpTo()).toBe(5);
    expect(reading.firstUnread(sight.timeline)?.seq).toBe(6);
  });
});
