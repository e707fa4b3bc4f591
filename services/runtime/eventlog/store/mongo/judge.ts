import type { BatchOutcome } from '../group-commit.ts';
import type { EncodedCommit } from './encode.ts';
import type { Head } from './log-reader.ts';
import type { StoredCommand } from './schema.ts';

type Last = Pick<Head, 'seq' | 'id'>;

const NONE: Last = { seq: 0, id: '' };

/**
 * What becomes of each commit of a batch, in order: a commit may build on those before it, and conflicts where one of them does. Positions are not
 * known yet. `known`: commands that are in the store, by the JSON of their key.
 */
export function judge(
  commits: readonly EncodedCommit[],
  log: {
    heads: { get(stream: string): Last | undefined };
    known: ReadonlyMap<string, StoredCommand>;
  },
): BatchOutcome[] {
  const moved = new Map<string, Last>();
  const seen = new Map(log.known);
  const headOf = (stream: string) => moved.get(stream) ?? log.heads.get(stream) ?? NONE;

  /** The stream where the commit's events do not follow on what is there. */
  const conflictingStream = ({ events, follows }: EncodedCommit): string | undefined => {
    for (const [stream, id] of follows) if (headOf(stream).id !== id) return stream;
    const expected = new Map<string, number>();
    for (const { stream, seq } of events) {
      if (seq !== (expected.get(stream) ?? headOf(stream).seq) + 1) return stream;
      expected.set(stream, seq);
    }
    return undefined;
  };

  return commits.map((commit) => {
    const key = JSON.stringify(commit.command._id);
    const first = seen.get(key);
    if (first) return { kind: 'duplicate', ...first };
    const stream = conflictingStream(commit);
    if (stream !== undefined) return { kind: 'conflict', stream };
    const { _id, ...stored } = commit.command;
    seen.set(key, stored);
    for (const event of commit.events) moved.set(event.stream, event);
    return { kind: 'committed', firstPosition: 0 };
  });
}
