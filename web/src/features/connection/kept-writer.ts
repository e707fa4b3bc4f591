export interface KeptWriterOptions<S> {
  /** What is shown now; null where there is nothing worth to be kept. */
  shown(): S | null;
  write(shown: S): void;
  /** In milliseconds, of a clock that never goes back. */
  now(): number;
  /** Runs a function later. Returns how to call that off. */
  setTimer(run: () => void, delayMs: number): () => void;
}

/** Decides when what is shown is written down: soon at first, then seldom however much changes, and when nobody looks any longer. */
export interface KeptWriter {
  /** To be called with every change. */
  changed(): void;
  /** Writes what has changed now: the page is hidden, left, or shows something else. */
  flush(): void;
  /** Writes nothing of what has changed so far. */
  drop(): void;
}

/** The first change is written down after this, in milliseconds, with what comes meanwhile. */
const PAUSE_MS = 1_000;
/** Least time between two writings, in milliseconds: what a crash may lose of a busy room. */
const INTERVAL_MS = 30_000;

export function createKeptWriter<S>({ shown, write, now, setTimer }: KeptWriterOptions<S>): KeptWriter {
  let cancel: (() => void) | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;

  function drop(): void {
    cancel?.();
    cancel = null;
  }

  function flush(): void {
    if (!cancel) return;
    drop();
    const present = shown();
    if (present === null) return;
    writtenAt = now();
    write(present);
  }

  return {
    changed() {
      cancel ??= setTimer(flush, Math.max(PAUSE_MS, writtenAt + INTERVAL_MS - now()));
    },
    flush,
    drop,
  };
}
