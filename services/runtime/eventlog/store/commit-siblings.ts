import { time } from '../../kernel/clock/time.ts';

/** How long after a batch its company counts, in milliseconds: whoever waited for it and has more to write comes back by then. */
const RECENT_MS = 20;

/**
 * Who is expected to commit again soon: as many as had commits in the last batch or waited behind it. A batch that waits for them costs one fsync,
 * one transaction and one write to each subscriber for all, where two halves taking turns cost two. The idea is PostgreSQL's `commit_siblings`.
 */
export interface CommitSiblings {
  /** A batch has settled while others waited. */
  settled(counts: { batch: number; waiting: number }): void;
  /** Do as many wait as can be expected? */
  areComplete(waiting: number): boolean;
}

export function createCommitSiblings(now: () => number = () => time.monotonic()): CommitSiblings {
  let expected = 0;
  let until = 0;
  return {
    settled({ batch, waiting }) {
      expected = batch + waiting;
      until = now() + RECENT_MS;
    },
    areComplete: (waiting) => waiting >= expected || now() > until,
  };
}
