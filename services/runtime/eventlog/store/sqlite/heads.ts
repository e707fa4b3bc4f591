import type { Statements } from './statements.ts';

/** Streams whose head is remembered; beyond that all are forgotten and read again. About 10 MB. */
const MAX_HEADS = 100_000;

export interface Head {
  seq: number;
  id: string;
}

/** What the writer knows of the log without reading it. Valid only within a write transaction and until another connection writes. */
export interface Heads {
  /** Seq and id of the last event; 0 and an empty id where there is none. */
  head(stream: string): Head;
  advance(stream: string, head: Head): void;
  /** The next position; each call hands out one. */
  nextPosition(): number;
  /** After a rollback, or when another process wrote. */
  forget(): void;
}

export function createHeads(statements: Statements): Heads {
  const heads = new Map<string, Head>();
  let position: number | undefined;

  return {
    head(stream) {
      let head = heads.get(stream);
      if (head === undefined) {
        const row = statements('SELECT seq, id FROM events WHERE stream = ? ORDER BY seq DESC LIMIT 1').get(stream);
        head = { seq: Number(row?.['seq'] ?? 0), id: String(row?.['id'] ?? '') };
        if (heads.size >= MAX_HEADS) heads.clear();
        heads.set(stream, head);
      }
      return head;
    },
    advance(stream, head) {
      heads.set(stream, head);
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
