import { createReading, type Sight } from './reading.ts';

export interface LookingOptions {
  viewerId: string;
  /** What is to be seen at this moment. */
  sight(): Omit<Sight, 'now'>;
  /** In milliseconds, of a clock that never goes back. */
  now(): number;
  /** Runs a function later. Returns how to call that off. */
  setTimer(run: () => void, delayMs: number): () => void;
  /** Called after each look. */
  onLook(seen: Seen): void;
}

/** What a look has found. */
export interface Seen {
  /** Everything up to this `seq` is read. */
  readUpTo: number;
  /** The reader sees what comes: it counts as read before it is told. */
  isFollowing: boolean;
  /** The reader has turned away from a log that they had read, and this came then, by `seq`: told once, null otherwise. */
  cameAfter: number | null;
  /** The first unread message lies above the screen: from this `seq` on there may be some. */
  unreadAbove: number | null;
}

/** Looks at a log on behalf of its reader, now and whenever another message will have been on the screen for long enough. */
export interface Looking {
  /** To be called when what is to be seen may have changed. */
  look(): void;
  /** Starts over from a position. */
  moveTo(seq: number): void;
  /** The viewer wants what they see to stay unread, or no longer. */
  pause(on: boolean): void;
  isPaused(): boolean;
  readUpTo(): number;
  /** There are unread messages among those that are held. */
  hasUnread(): boolean;
  stop(): void;
}

export function createLooking({ viewerId, sight, now, setTimer, onLook }: LookingOptions): Looking {
  const reading = createReading(viewerId);
  let paused = false;
  /** The user turned away, and nothing has come since. */
  let isAway = false;
  let cancel: () => void = () => undefined;

  const firstUnread = () => reading.firstUnread(sight().timeline)?.seq ?? null;

  function cameAfter(wasFollowing: boolean, looking: boolean): number | null {
    if (reading.isFollowing()) isAway = false;
    else if (wasFollowing && !looking) isAway = true;
    const first = isAway ? firstUnread() : null;
    if (first !== null) isAway = false;
    return first;
  }

  function unreadAbove({ timeline, onScreen }: Pick<Sight, 'timeline' | 'onScreen'>): number | null {
    const first = firstUnread() ?? reading.readUpTo() + 1;
    const top = timeline.items.find((item) => item.kind === 'message' && onScreen.has(item.key));
    return top?.kind === 'message' && first < top.message.seq ? first : null;
  }

  function look(): void {
    cancel();
    const wasFollowing = reading.isFollowing();
    const seen = sight();
    const next = reading.look({ ...seen, looking: seen.looking && !paused, now: now() });
    if (next !== null) cancel = setTimer(look, next);
    onLook({
      readUpTo: reading.readUpTo(),
      isFollowing: reading.isFollowing(),
      cameAfter: cameAfter(wasFollowing, seen.looking),
      unreadAbove: unreadAbove(seen),
    });
  }

  return {
    look,
    moveTo: reading.moveTo,
    pause(on) {
      paused = on;
    },
    isPaused: () => paused,
    readUpTo: reading.readUpTo,
    hasUnread: () => firstUnread() !== null,
    stop: () => cancel(),
  };
}
