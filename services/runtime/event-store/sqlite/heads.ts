import type { Statements } from './statements.ts';

/** Streams whose head is remembered; beyond that all are forgotten and read again. About 10 MB. */
const MAX_HEADS = 100_000;

/** What the writer knows of the log without reading it. Valid only within a write transaction and until another connection writes. */
export interface Heads {
  head(stream: string): number;
  advance(stream: string, seq: number): void;
  /** The next position; each call hands out one. */
  nextPosition(): number;
  /** After a rollback, or when another process wrote. */
  forget(): void;
}

export function createHeads(statements: Statements): Heads {
  const heads = new Map<string, number>();
  let position: number | undefined;

  return {
    head(stream) {
      let seq = heads.get(stream);
      if (seq === undefined) {
        seq = Number(statements('SELECT max(seq) AS seq FROM events WHERE stream = ?').get(stream)?.['seq'] ?? 0);
        if (heads.size >= MAX_HEADS) heads.clear();
        heads.set(stream, seq);
      }
      return seq;
    },
    advance(stream, seq) {
      heads.set(stream, seq);
    },
    nextPosition() {
      position =
        (position ?? Number(statements('SELECT max(position) AS position FROM events').get()?.['position'] ?? 0)) + 1;
      return position;
    },
    forget() {
      heads.clear();
      position = undefined;
    },
  };
}
