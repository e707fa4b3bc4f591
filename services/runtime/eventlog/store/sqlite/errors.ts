import { AppError, isAppError } from '../../../kernel/errors/app-error.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const MESSAGES: Readonly<Record<number, string>> = {
  [BUSY]: 'Another process keeps the database locked. Try again.',
  [LOCKED]: 'Another process keeps the database locked. Try again.',
  [READONLY]: 'The database cannot be written. Check the owner and the permissions of the data folder.',
  [IOERR]: 'The disk refuses to store data. Check the disk and the free space.',
  [CORRUPT]: 'The database is damaged. Restore it from a backup.',
  [FULL]: 'The disk is full. Free some space; nothing that was acknowledged is lost.',
  [CANTOPEN]: 'The database cannot be opened. Check the owner and the permissions of the data folder.',
  [NOTADB]: 'The file is not a Confab database, or it is damaged. Restore it from a backup or move it away.',
};

/** Primary result code of an error thrown by `node:sqlite`; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether the disk or the file is at fault, and not the statement. */
export function isStorageFault(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && code in MESSAGES;
}

export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === BUSY;
}

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === CORRUPT || code === NOTADB;
}

/** Whether a statement names an index that is no longer there. Has no code of its own. */
export function isMissingIndex(error: unknown): boolean {
  return sqliteCode(error) !== undefined && String((error as { message?: unknown }).message).includes('no such index');
}

/** What a caller of the store gets: UNAVAILABLE with a line for the operator where the disk or the file is at fault, else the error as it is. */
export function toAppError(error: unknown): unknown {
  const code = sqliteCode(error);
  const message = code === undefined ? undefined : MESSAGES[code];
  return message === undefined ? error : new AppError('UNAVAILABLE', message, { cause: error });
}

/** The same for errors while a file is opened; the line names the file, because it is read by whoever starts the program. */
export function toOpenError(file: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const code = sqliteCode(error);
  const reason =
    (code === undefined ? undefined : MESSAGES[code]) ?? (error instanceof Error ? error.message : String(error));
  return new AppError('UNAVAILABLE', `${file}: ${reason}`, { cause: error });
}
