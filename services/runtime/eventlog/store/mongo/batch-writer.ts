import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { ClientSession, Collection as MongoCollection } from 'mongodb';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { Batch, BatchOutcome } from '../group-commit.ts';
import { type EncodedCommit, toEventDoc } from './encode.ts';
import { isDuplicateKey, isPassing, isRefusedStatement, isUnknownCommit } from './errors.ts';
import { judge } from './judge.ts';
import type { Head, LogReader } from './log-reader.ts';
import { createPositions } from './positions.ts';
import type { StoredDocument } from './projection-write.ts';
import type { EventDoc, StoreCollections, StoredCommand } from './schema.ts';
import type { Writer } from './writer.ts';

/** How long a batch is tried, in ms: an election takes some 10 s with default settings. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;
const REMEMBERED_HEADS = 50_000;
const COMMIT = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;

export interface BatchWriterOptions {
  store: StoreCollections;
  reader: LogReader;
  writer: Writer;
  place(collection: string): MongoCollection<StoredDocument>;
}

type Sent = Batch<EncodedCommit>;

/** What is written of a batch: those of its commits that fit, with their places. */
interface Attempt {
  member: string;
  first: number;
  docs: EventDoc[];
  accepted: EncodedCommit[];
}

/** The rules have changed since the writer enlisted. */
class Fenced extends Error {}

function fenced(): AppError {
  return new AppError('UNAVAILABLE', 'The database does not let this process write.');
}

/**
 * Writes batches, each in one transaction.
 *
 * What can be known is judged before: commits that conflict or repeat others are left out. Heads of streams are remembered, because what lies in the
 * log never changes; a head that has moved on shows as a duplicate key, is read again and all is judged anew. A transaction that
 * fails for a passing reason is tried again; of one whose commit got no answer the log is asked, before anything else is done. A statement that the server
 * refuses (a projection's mistake) is found by running the commits one by one.
 */
export function createBatchWriter(options: BatchWriterOptions): (batch: Sent) => Promise<BatchOutcome[]> {
  const { store, reader, writer } = options;
  const heads = new LRUCache<string, Head>({ max: REMEMBERED_HEADS });
  const positions = createPositions(store);
  let writtenAs = '';

  /** A stream's positions grow whoever writes to it, and a block may be older than what another writer did since. */
  async function takePositions(accepted: readonly EncodedCommit[]): Promise<number> {
    const events = accepted.flatMap((commit) => commit.events);
    if (events.length === 0) return 0;
    const above = events.reduce((most, { stream }) => Math.max(most, heads.get(stream)?.position ?? 0), 0);
    return positions.take(events.length, above);
  }

  async function readHeads(commits: readonly EncodedCommit[], again: boolean): Promise<void> {
    const missing = new Set<string>();
    for (const { events, follows } of commits) {
      for (const { stream, seq } of events) {
        const known = heads.get(stream);
        if (again || (known ? known.seq < seq - 1 : seq > 1)) missing.add(stream);
      }
      for (const [stream, id] of follows) if (again || heads.get(stream)?.id !== id) missing.add(stream);
    }
    if (missing.size === 0) return;
    for (const [stream, head] of await reader.heads([...missing])) heads.set(stream, head);
  }

  async function prepare(batch: Sent, again: boolean): Promise<{ attempt: Attempt; outcomes: BatchOutcome[] }> {
    const member = await writer.enlist();
    if (member !== writtenAs) positions.giveUp();
    writtenAs = member;
    await readHeads(batch.commits, again);
    const known = again ? await findCommands(batch.commits) : new Map();
    const outcomes = judge(batch.commits, { heads, known });
    if (!again && outcomes.some(({ kind }) => kind === 'conflict')) return prepare(batch, true);
    const accepted = batch.commits.filter((_, i) => outcomes[i]?.kind === 'committed');
    const first = await takePositions(accepted);
    const docs: EventDoc[] = [];
    for (const { events, data } of accepted) {
      events.forEach((event, i) => {
        docs.push(toEventDoc(event, { position: first + docs.length, data: data[i] as string, writer: member }));
      });
    }
    let position = first;
    for (const [i, commit] of batch.commits.entries()) {
      if (outcomes[i]?.kind !== 'committed') continue;
      outcomes[i] = { kind: 'committed', firstPosition: position };
      position += commit.events.length;
    }
    return { attempt: { member, first, docs, accepted }, outcomes };
  }

  async function findCommands(commits: readonly EncodedCommit[]): Promise<Map<string, StoredCommand>> {
    const found = await store.commands.find({ _id: { $in: commits.map(({ command }) => command._id) } }).toArray();
    return new Map(found.map(({ _id, ...stored }) => [JSON.stringify(_id), stored]));
  }

  async function write(
    { member, first, docs, accepted }: Attempt,
    extras: Sent,
    session: ClientSession,
  ): Promise<void> {
    if (!(await writer.mark(session, first + docs.length - 1))) throw new Fenced();
    if (docs.length > 0) await store.events.insertMany(docs, { session });
    if (accepted.length > 0)
      await store.commands.insertMany(
        accepted.map(({ command }) => command),
        { session },
      );
    const byCollection = Map.groupBy(
      accepted.flatMap(({ writes }) => writes),
      ({ collection }) => collection,
    );
    for (const [collection, writes] of byCollection) {
      await options.place(collection).bulkWrite(
        writes.map(({ operation }) => operation),
        { session },
      );
    }
    await writeExtras(extras, member, session);
  }

  async function writeExtras({ checkpoints, snapshots }: Sent, writer: string, session: ClientSession): Promise<void> {
    if (checkpoints.length > 0) {
      const writes = checkpoints.map(([consumer, position]) => ({
        updateOne: { filter: { _id: { writer, consumer } }, update: { $max: { position } }, upsert: true },
      }));
      await store.checkpoints.bulkWrite(writes, { session });
    }
    if (snapshots.length > 0) {
      const writes = snapshots.map(([stream, seq, version, state]) => ({
        updateOne: { filter: { _id: { stream, version } }, update: { $set: { seq, state } }, upsert: true },
      }));
      await store.snapshots.bulkWrite(writes, { session });
    }
  }

  async function transact(attempt: Attempt, batch: Sent): Promise<void> {
    const session = await writer.session();
    session.startTransaction(COMMIT);
    try {
      await write(attempt, batch, session);
    } catch (error) {
      await session.abortTransaction().catch(() => undefined);
      throw error;
    }
    await commit(session, attempt);
  }

  /**
   * Asks until somebody knows, however long that takes: nothing can be written before, and who waits for it is told by the deadline of the call.
   * A commit that failed for sure may have been tried before, so the log has the last word.
   */
  async function commit(session: ClientSession, attempt: Attempt): Promise<void> {
    for (;;) {
      try {
        await session.commitTransaction();
        return;
      } catch (error) {
        if (!isUnknownCommit(error)) {
          if (await isInLog(attempt)) return;
          throw error;
        }
        await pause(PAUSE_MS);
      }
    }
  }

  async function isInLog({ accepted, docs }: Attempt): Promise<boolean> {
    const [first] = docs;
    const [command] = accepted;
    for (;;) {
      try {
        if (first) return (await store.events.findOne({ _id: first._id }))?.id === first.id;
        return command !== undefined && (await store.commands.findOne({ _id: command.command._id })) !== null;
      } catch (error) {
        if (!isPassing(error)) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  function remember({ docs }: Attempt): void {
    for (const { _id: position, stream, seq, id } of docs) heads.set(stream, { seq, id, position });
  }

  async function oneByOne(batch: Sent): Promise<BatchOutcome[]> {
    const outcomes: BatchOutcome[] = [];
    for (const commit of batch.commits) {
      try {
        outcomes.push(...(await run({ commits: [commit], checkpoints: [], snapshots: [] })));
      } catch (error) {
        if (!isRefusedStatement(error)) throw error;
        outcomes.push({ kind: 'failed', error });
      }
    }
    return outcomes;
  }

  async function run(batch: Sent): Promise<BatchOutcome[]> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let again = false; ; ) {
      let pausing = true;
      try {
        const { attempt, outcomes } = await prepare(batch, again);
        if (attempt.accepted.length > 0 || batch.checkpoints.length > 0 || batch.snapshots.length > 0) {
          await transact(attempt, batch);
        }
        remember(attempt);
        return outcomes;
      } catch (error) {
        positions.giveUp();
        if (isDuplicateKey(error)) {
          again = true;
          pausing = false;
        } else if (error instanceof Fenced) {
          writer.distrust();
          pausing = false;
        } else if (!isPassing(error)) throw error;
        if (performance.now() > deadline) throw error instanceof Fenced ? fenced() : error;
      }
      if (pausing) await pause(PAUSE_MS * Math.random());
    }
  }

  return async (batch) => {
    try {
      return await run(batch);
    } catch (error) {
      writer.distrust();
      if (isRefusedStatement(error) && batch.commits.length > 1) return oneByOne(batch);
      if (isRefusedStatement(error) && batch.commits.length === 1) return [{ kind: 'failed', error }];
      throw error;
    }
  };
}
