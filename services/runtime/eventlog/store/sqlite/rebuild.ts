import type { GroupCommit } from '../group-commit.ts';
import type { Projection } from '../projection.ts';
import { newBuildId } from './build-id.ts';
import type { Encoder } from './encode.ts';
import type { LogReads } from './log-reads.ts';
import type { EncodedWrite } from './protocol.ts';
import type { WriterThread } from './writer-thread.ts';

/** Events read, projected and written at once: a few milliseconds each on the serving thread and in the writer. */
const CHUNK = 500;

export interface RebuildOptions {
  projection: Projection;
  writer: WriterThread;
  commits: Pick<GroupCommit<unknown>, 'hold'>;
  log: LogReads;
  encoder: Encoder;
}

/**
 * Builds a projection from the log into tables beside those that serve. When it has caught up, the write lock is taken, what came meanwhile (from
 * this process or another) is added and the tables change places, in one transaction. Returns how many events it went through.
 */
export async function rebuild({
  projection,
  writer,
  commits,
  log,
  encoder,
}: RebuildOptions): Promise<{ events: number }> {
  const build = newBuildId();
  let after = 0;
  let events = 0;

  async function fill(): Promise<boolean> {
    const chunk = await log.readAll({ after, limit: CHUNK });
    const last = chunk.at(-1);
    if (!last) return false;
    const writes: EncodedWrite[] = chunk.flatMap((event) => encoder.writes(projection, event));
    await writer.request({ op: 'fillShadow', build, writes });
    after = last.position;
    events += chunk.length;
    return chunk.length === CHUNK;
  }

  async function finish(): Promise<void> {
    const release = await commits.hold();
    try {
      await writer.request({ op: 'beginSwap' });
      while (await fill());
      await writer.request({ op: 'swap', build, projection: projection.name });
    } catch (error) {
      await writer.request({ op: 'cancelSwap' });
      throw error;
    } finally {
      release();
    }
  }

  await writer.request({ op: 'createShadow', build, projection: projection.name });
  try {
    while (await fill());
    await finish();
  } finally {
    while (await writer.request<boolean>({ op: 'discard', build }));
  }
  return { events };
}
