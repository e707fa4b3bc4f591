import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { StoredEvent } from '../event.ts';
import type { CommandRecord } from '../port.ts';
import type { Upcaster } from '../upcast.ts';
import { toAppError } from './errors.ts';
import type { LogReads } from './log-reads.ts';
import { createStatements } from './statements.ts';

type Row = Record<string, SQLOutputValue>;

/**
 * Reads on the calling thread: a lookup takes microseconds, and a page is bounded by its limit. Each call sees everything committed before it.
 */
export function createLogReader(db: DatabaseSync, upcast: Upcaster): LogReads {
  const statements = createStatements(db);

  return guarded({
    async findCommand(actor, commandId): Promise<CommandRecord | undefined> {
      const row = statements('SELECT command, result FROM commands WHERE actor = ? AND command_id = ?').get(
        actor,
        commandId,
      );
      return row && { command: String(row['command']), result: JSON.parse(String(row['result'])) };
    },
    async readStream(stream, { after, limit }) {
      const sql = 'SELECT * FROM events WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?';
      return statements(sql)
        .all(stream, after, limit)
        .map((row) => upcast(toEvent(row)));
    },
    async head(stream) {
      return Number(statements('SELECT max(seq) AS seq FROM events WHERE stream = ?').get(stream)?.['seq'] ?? 0);
    },
    async readAll({ after, limit }) {
      const sql = 'SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?';
      return statements(sql)
        .all(after, limit)
        .map((row) => upcast(toEvent(row)));
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

/** An event as it lies in the file, not upcast. */
export function toEvent(row: Row): StoredEvent {
  return {
    id: String(row['id']),
    stream: String(row['stream']),
    seq: Number(row['seq']),
    type: String(row['type']),
    version: Number(row['version']),
    data: JSON.parse(String(row['data'])),
    atMs: Number(row['at_ms']),
    actor: String(row['actor']),
    commandId: String(row['command_id']),
    correlationId: String(row['correlation_id']),
    position: Number(row['position']),
  };
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
