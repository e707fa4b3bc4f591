/** What decides which unread message is the first that mentions the viewer. */
export interface MentionSight {
  /** How many unread messages mention the viewer. */
  count: number;
  /** How far the viewer has read. */
  lastReadSeq: number | null;
}

export interface FirstMention {
  /** To be called with every change of what is seen. */
  see(sight: MentionSight): void;
}

export interface FirstMentionOptions {
  /** Asks the server for the position of the message; null where there is none. */
  ask(): Promise<number | null>;
  onFound(seq: number | null): void;
}

/** Knows where the first unread mention is, and asks only where that may have changed: as long as it is unread, reading on before it changes nothing. */
export function createFirstMention({ ask, onFound }: FirstMentionOptions): FirstMention {
  let seen: MentionSight = { count: 0, lastReadSeq: null };
  let found: number | null = null;
  let turn = 0;
  let asking = false;

  function set(seq: number | null): void {
    found = seq;
    onFound(seq);
  }

  const isRead = (seq: number) => seen.lastReadSeq !== null && seq <= seen.lastReadSeq;

  async function find(): Promise<void> {
    turn += 1;
    const own = turn;
    const { lastReadSeq } = seen;
    asking = true;
    // The next change asks again where there is no answer.
    const answer = await ask().catch(() => undefined);
    if (own !== turn) return;
    asking = false;
    if (answer === undefined) return;
    if (answer === null || !isRead(answer)) set(answer);
    // The viewer has read on while the answer was on its way.
    else if (seen.lastReadSeq !== lastReadSeq) void find();
    else set(null);
  }

  return {
    see(next) {
      const before = seen;
      seen = next;
      if (next.count === 0) {
        turn += 1;
        asking = false;
        set(null);
        return;
      }
      const goesBack = (next.lastReadSeq ?? 0) < (before.lastReadSeq ?? 0);
      const isOther = next.count !== before.count;
      const isMissing = !asking && (found === null || isRead(found));
      if (goesBack || isOther || isMissing) void find();
    },
  };
}
