export interface ReadTellerOptions {
  /** Moves the marker. Rejects when that can't be told. */
  send(seq: number): Promise<void>;
  /** In milliseconds, of a clock that never goes back. */
  now(): number;
  /** Runs a function later. Returns how to call that off. */
  setTimer(run: () => void, delayMs: number): () => void;
}

/** Tells how far somebody has read, in a single marker for all that was read meanwhile. */
export interface ReadTeller {
  /** Everything up to this `seq` is read: it is told, at once or a moment after the last marker. What could not be told is told with the next call. */
  read(seq: number): void;
  /** The marker stands here, whoever moved it: nothing that was read before is told. */
  standAt(seq: number): void;
  /** Where the marker stands as far as it was told. */
  marked(): number;
  /** Whether a marker is one that was told here: its echo is no news. */
  isOwn(seq: number): boolean;
  /** Tells now what was about to be told. */
  flush(): void;
  /** Resolves once no marker is on its way. */
  settled(): Promise<void>;
}

/** Least time between two markers: with the way to the other devices it stays below the second within which they are to follow. */
const INTERVAL_MS = 400;

export function createReadTeller({ send, now, setTimer }: ReadTellerOptions): ReadTeller {
  let readUpTo = 0;
  let marked = 0;
  const own = new Set<number>();
  let sentAt = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> = Promise.resolve();
  let cancel: (() => void) | null = null;

  async function tell(): Promise<void> {
    const seq = readUpTo;
    if (seq <= marked) return;
    const before = marked;
    marked = seq;
    own.add(seq);
    sentAt = now();
    await send(seq).catch(() => {
      marked = before;
    });
  }

  function tellNow(): void {
    cancel?.();
    cancel = null;
    sending = tell();
  }

  return {
    read(seq) {
      readUpTo = seq;
      if (seq > marked) cancel ??= setTimer(tellNow, Math.max(0, sentAt + INTERVAL_MS - now()));
    },
    standAt(seq) {
      cancel?.();
      cancel = null;
      readUpTo = seq;
      marked = seq;
    },
    marked: () => marked,
    isOwn: (seq) => own.has(seq),
    flush() {
      if (cancel) tellNow();
    },
    settled: () => sending,
  };
}
