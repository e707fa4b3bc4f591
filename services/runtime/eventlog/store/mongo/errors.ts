import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { AppError, isAppError } from '../../../kernel/errors/app-error.ts';

const DUPLICATE_KEY = 11_000;
/** Of servers that step down, start, stop, interrupt or lag (https://www.mongodb.com/docs/manual/reference/error-codes/): the next try may find another one. */
const PASSING = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_601, 11_602, 13_435, 13_436, 50, 246]);

/** UNAVAILABLE for what the server or the way to it is to blame for; other errors as they are. */
export function toAppError(error: unknown): unknown {
  if (isAppError(error) || !(error instanceof MongoError)) return error;
  return new AppError('UNAVAILABLE', 'The database does not answer right now. Try again.', { cause: error });
}

export async function mapErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toAppError(error);
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** Nobody knows whether the transaction was committed. */
export function isUnknownCommit(error: unknown): boolean {
  return error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}

/** What failed was undone, for a reason that may not be there the next time. Says nothing of a commit of unknown outcome. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (error.hasErrorLabel('TransientTransactionError') || error.hasErrorLabel('RetryableWriteError')) return true;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  return PASSING.has(Number(error.code));
}

/** The server has refused a statement for what it says: the same again would fail again. */
export function isRefusedStatement(error: unknown): boolean {
  return error instanceof MongoServerError && !isPassing(error) && !isUnknownCommit(error) && !isDuplicateKey(error);
}
