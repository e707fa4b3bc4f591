import type { DatabaseSync } from 'node:sqlite';
import { isStorageFault } from './errors.ts';
import { findCommand } from './find-command.ts';
import { createHeads } from './heads.ts';
import type { Batch, EncodedCommit, EncodedOutcome, EncodedWrite } from './protocol.ts';
import type { Statements } from './statements.ts';
import { toWireError } from './wire-error.ts';

export interface BatchWriterOptions {
  db: DatabaseSync;
  statements: Statements;
  apply(write: EncodedWrite): void;
  /** Called inside the transaction when another connection has written since the last batch. Throws where this program may not write any more. */
  checkProjections(): void;
}

/**
 * Writes batches of commits, each batch in one transaction and with one fsync.
 *
 * A commit that conflicts or repeats another writes nothing, whatever becomes of the others. Where a statement of some commit fails (a projection's
 * mistake), the whole batch is rolled back and run again with a savepoint around each commit: the common case pays nothing for it.
 */
export function createBatchWriter(options: BatchWriterOptions): (batch: Batch) => EncodedOutcome[] {
  const { db, statements, apply } = options;
  const heads = createHeads(statements);
  let dataVersion: unknown;

  /** Must run inside the transaction: only then nobody else can write any more. */
  function refresh(): void {
    const version = statements('PRAGMA data_version').get()?.['data_version'];
    if (version === dataVersion) return;
    heads.forget();
    options.checkProjections();
    dataVersion = version;
  }

  /** The stream where the commit's events do not follow on what is there. */
  function conflictingStream({ events, follows }: EncodedCommit): string | undefined {
    for (const [stream, id] of follows) {
      if (heads.head(stream).id !== id) return stream;
    }
    const expected = new Map<string, number>();
    for (const [stream, seq] of events) {
      const next = (expected.get(stream) ?? heads.head(stream).seq) + 1;
      if (seq !== next) return stream;
      expected.set(stream, next);
    }
    return undefined;
  }

  function duplicateOf({ actor, commandId }: EncodedCommit): EncodedOutcome | undefined {
    const record = findCommand(statements, actor, commandId);
    return record && { kind: 'duplicate', ...record };
  }

  function writeCommit(commit: EncodedCommit): EncodedOutcome {
    const stream = conflictingStream(commit);
    if (stream !== undefined) return duplicateOf(commit) ?? { kind: 'conflict', stream };
    const { changes } = statements(
      'INSERT INTO commands (actor, command_id, command, result, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ).run(commit.actor, commit.commandId, commit.command, commit.result, commit.digest);
    if (changes === 0) return duplicateOf(commit) ?? { kind: 'conflict', stream: '' };
    let firstPosition = 0;
    for (const event of commit.events) {
      const position = heads.nextPosition();
      firstPosition ||= position;
      statements('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(position, ...event);
      heads.advance(event[0], { seq: event[1], id: event[4] });
    }
    for (const write of commit.writes) apply(write);
    return { kind: 'committed', firstPosition };
  }

  function writeGuarded(commit: EncodedCommit): EncodedOutcome {
    db.exec('SAVEPOINT one');
    try {
      const outcome = writeCommit(commit);
      db.exec('RELEASE one');
      return outcome;
    } catch (error) {
      if (isStorageFault(error)) throw error;
      db.exec('ROLLBACK TO one; RELEASE one');
      heads.forget();
      return { kind: 'failed', error: toWireError(error) };
    }
  }

  function transact(batch: Batch, write: (commit: EncodedCommit) => EncodedOutcome): EncodedOutcome[] {
    try {
      statements('BEGIN IMMEDIATE').run();
      refresh();
      const outcomes = batch.commits.map(write);
      for (const [consumer, position] of batch.checkpoints) {
        statements('INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position').run(
          consumer,
          position,
        );
      }
      for (const snapshot of batch.snapshots) {
        statements('INSERT OR REPLACE INTO snapshots (stream, seq, version, state) VALUES (?, ?, ?, ?)').run(
          ...snapshot,
        );
      }
      statements('COMMIT').run();
      return outcomes;
    } catch (error) {
      heads.forget();
      dataVersion = undefined;
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  return (batch) => {
    try {
      return transact(batch, writeCommit);
    } catch (error) {
      if (isStorageFault(error)) throw error;
      return transact(batch, writeGuarded);
    }
  };
}
