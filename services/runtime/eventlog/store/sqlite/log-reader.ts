import type { DatabaseSync } from 'node:sqlite';
import type { CommandRecord } from '../port.ts';
import type { Upcaster } from '../upcast.ts';
import { toAppError } from './errors.ts';
import { createEventRows, toEvent } from './event-rows.ts';
import { findCommand } from './find-command.ts';
import type { LogReads } from './log-reads.ts';
import { createStatements } from './statements.ts';

/**
 * Reads on the calling thread: a lookup takes microseconds, and a page is bounded by its limit. Each call sees everything committed before it.
 */
export function createLogReader(db: DatabaseSync, upcast: Upcaster): LogReads {
  const statements = createStatements(db);
  const eventRows = createEventRows(db);

  return guarded({
    async findCommand(actor, commandId): Promise<CommandRecord | undefined> {
      const record = findCommand(statements, actor, commandId);
      return record && { ...record, result: JSON.parse(record.result) };
    },
    async readStream(stream, { after, limit }) {
      const rows = eventRows('WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?', stream, after, limit);
      return rows.map((row) => upcast(toEvent(row)));
    },
    async head(stream) {
      return Number(statements('SELECT max(seq) AS seq FROM events WHERE stream = ?').get(stream)?.['seq'] ?? 0);
    },
    async readAll({ after, limit }) {
      const rows = eventRows('WHERE position > ? ORDER BY position LIMIT ?', after, limit);
      return rows.map((row) => upcast(toEvent(row)));
    },
    async listStreams({ after, limit }) {
      const next = statements('SELECT min(stream) AS stream FROM events WHERE stream > ?');
      const found: string[] = [];
      for (let stream = after; found.length < limit; ) {
        const row = next.get(stream);
        if (typeof row?.['stream'] !== 'string') break;
        stream = row['stream'];
        found.push(stream);
      }
      return found;
    },
    async checkpoint(consumer) {
      return Number(statements('SELECT position FROM checkpoints WHERE consumer = ?').get(consumer)?.['position'] ?? 0);
    },
    async readSnapshot(stream, version) {
      const row = statements('SELECT seq, state FROM snapshots WHERE stream = ? AND version = ?').get(stream, version);
      return row && { seq: Number(row['seq']), state: JSON.parse(String(row['state'])) };
    },
  });
}

/** The same functions, with the errors of a damaged file or a failing disk as UNAVAILABLE. */
export function guarded<T extends object>(reads: T): T {
  const entries = Object.entries(reads).map(([name, read]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await read(...args);
      } catch (error) {
        throw toAppError(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as T;
}
