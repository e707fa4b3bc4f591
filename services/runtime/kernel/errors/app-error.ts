/**
 * Why a request was refused, in the words of the public API. `UNAVAILABLE` and `ABORTED` are worth a retry with the same command id;
 * the others will answer the same again until something else changes.
 */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'ABORTED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

export type Facts = Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;

/** What is known of a refusal beside its code and message, and may cross a service's edge. */
export interface RefusalDetails {
  /** The input field that is wrong; with `BAD_USER_INPUT`. */
  field?: string;
  /** Milliseconds to wait; with `RATE_LIMITED`. */
  retryAfterMs?: number;
  /** What is variable about the refusal, as JSON under names of its own: for clients that say it in other words than the message. */
  facts?: Facts;
}

export interface AppErrorDetails extends RefusalDetails {
  cause?: unknown;
}

/**
 * The one family of errors that may cross a service's edge. The message is shown to users: it never holds a secret, a path or the text of
 * another error. Everything else that is thrown becomes `INTERNAL` at the edge and goes to the log.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly facts: Facts | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.retryAfterMs = details.retryAfterMs;
    this.facts = details.facts;
  }

  get retryable(): boolean {
    return this.code === 'UNAVAILABLE' || this.code === 'ABORTED' || this.code === 'RATE_LIMITED';
  }
}

/** Guards by code, not by class, so that it holds across realms and copies of the module. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { name?: unknown }).name === 'AppError' &&
    (code === undefined || (error as AppError).code === code)
  );
}

/** Those that are set. Without the cause: what happened inside of a service stays there. */
export function detailsOf({ field, retryAfterMs, facts }: AppError): RefusalDetails {
  return {
    ...(field === undefined ? {} : { field }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(facts === undefined ? {} : { facts }),
  };
}

/** `BAD_USER_INPUT` naming the field. */
export function badInput(field: string, message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field });
}
