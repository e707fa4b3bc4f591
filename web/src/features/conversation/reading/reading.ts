import type { Timeline, TimelineMessage } from '../../timeline/state/timeline.ts';

/** A message is read when it was on the screen for this long, in milliseconds. */
export const READ_AFTER_MS = 1_000;

/** What the reader sees at a moment. */
export interface Sight {
  timeline: Timeline;
  /** Keys of the messages that are on the screen. */
  onScreen: ReadonlySet<string>;
  /** The end of the log is in view and everything that is posted comes into view. */
  atEnd: boolean;
  /** The page is visible and has the focus. */
  looking: boolean;
  /** In milliseconds, of a clock that never goes back. */
  now: number;
}

/** How far somebody has read in one place: the messages up to a position, without a gap. */
export interface Reading {
  /** Everything up to this `seq` is read. */
  readUpTo(): number;
  /** The reader is at the end, has read everything, and sees what comes: it counts as read before it is told. */
  isFollowing(): boolean;
  /** Starts over from a position, as that on another device, or the one that the reader chose. */
  moveTo(seq: number): void;
  /** Takes note of what is seen now. Returns in how many milliseconds the next message will be read, null for none. */
  look(sight: Sight): number | null;
  /** The first unread message; null where there is none, or where it is not held. */
  firstUnread(timeline: Timeline): TimelineMessage | null;
}

/** Knows what `viewerId` has read of the log that is shown. */
export function createReading(viewerId: string): Reading {
  let readUpTo = 0;
  let following = false;
  /** Since when messages are on the screen without a break, by `seq`. */
  const since = new Map<number, number>();
  /** Messages that were there long enough, behind others that were not. */
  const seen = new Set<number>();

  const counts = ({ author, text }: TimelineMessage) => author.id !== viewerId && text !== null;
  const behind = ({ items }: Timeline) =>
    items.flatMap((item) => (item.kind === 'message' && item.message.seq > readUpTo ? [item.message] : []));

  /** Whether there may be unread messages before those that are held. */
  function hasGap({ items, hasOlder }: Timeline): boolean {
    const first = items.find((item) => item.kind === 'message')?.message;
    return hasOlder && (first === undefined || first.seq > readUpTo + 1);
  }

  /** Notes which messages are on the screen, and since when. Returns when the next of them will have been there long enough. */
  function note(shown: readonly TimelineMessage[], now: number): number | null {
    const seqs = new Set(shown.map(({ seq }) => seq));
    for (const seq of since.keys()) if (!seqs.has(seq)) since.delete(seq);
    let next: number | null = null;
    for (const seq of seqs) {
      const left = (since.get(seq) ?? now) + READ_AFTER_MS - now;
      if (!since.has(seq)) since.set(seq, now);
      if (left <= 0) seen.add(seq);
      else next = Math.min(next ?? left, left);
    }
    return next;
  }

  function advance(timeline: Timeline): void {
    if (hasGap(timeline)) return;
    for (const message of behind(timeline)) {
      if (counts(message) && !seen.has(message.seq)) break;
      readUpTo = message.seq;
    }
    for (const seq of seen) if (seq <= readUpTo) seen.delete(seq);
  }

  return {
    readUpTo: () => readUpTo,
    isFollowing: () => following,
    moveTo(seq) {
      readUpTo = seq;
      following = false;
      since.clear();
      seen.clear();
    },
    look({ timeline, onScreen, atEnd, looking, now }) {
      const isAtEnd = looking && atEnd && !timeline.hasNewer;
      following &&= isAtEnd;
      // What comes faster than it can stay in view passes before the eyes of whoever follows.
      const shown = looking ? behind(timeline).filter(({ id }) => following || onScreen.has(id)) : [];
      const next = note(shown.filter(counts), now);
      advance(timeline);
      following ||= isAtEnd && !hasGap(timeline) && behind(timeline).length === 0;
      return next;
    },
    firstUnread(timeline) {
      if (hasGap(timeline)) return null;
      return behind(timeline).find((message) => counts(message) && !seen.has(message.seq)) ?? null;
    },
  };
}
