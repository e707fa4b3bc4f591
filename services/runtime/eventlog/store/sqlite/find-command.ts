import type { Statements } from './statements.ts';

/** What is kept of a command; its result is JSON. */
export interface StoredCommand {
  command: string;
  /** Absent where none was kept. */
  digest?: string;
  result: string;
}

/** The command with this id, if it was committed. */
export function findCommand(statements: Statements, actor: string, commandId: string): StoredCommand | undefined {
  const row = statements('SELECT command, result, digest FROM commands WHERE actor = ? AND command_id = ?').get(
    actor,
    commandId,
  );
  if (!row) return undefined;
  const record = { command: String(row['command']), result: String(row['result']) };
  return row['digest'] === null ? record : { ...record, digest: String(row['digest']) };
}
