import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { Unanswered } from './deadline-link.ts';
import { Unreachable } from './unreachable-link.ts';

/** Codes of the API, and two of the client: the server could not be reached, and an answer nobody expected. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'NETWORK',
  'UNKNOWN',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What of a GraphQL error is read here. */
export interface CodedError {
  extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The code of GraphQL errors as they come over either transport. */
export function codeOfGraphQLErrors(errors: readonly CodedError[]): ErrorCode {
  const code = errors[0]?.extensions?.code;
  return errorCodes.find((known) => known === code) ?? 'UNKNOWN';
}

/**
 * The code of anything that a query, mutation or subscription may throw. A request that got no answer, or one of a proxy whose
 * server is away, is `NETWORK`, and nothing else is: a failure of the browser is `UNKNOWN`.
 */
export function codeOf(error: unknown): ErrorCode {
  if (CombinedGraphQLErrors.is(error)) return codeOfGraphQLErrors(error.errors);
  if (ServerError.is(error)) return error.statusCode === 401 ? 'UNAUTHENTICATED' : 'NETWORK';
  if (Array.isArray(error)) return codeOfGraphQLErrors(error);
  if (error instanceof Unreachable || error instanceof Unanswered) return 'NETWORK';
  return 'UNKNOWN';
}

/** Whether the server, or this client, failed in a way that nobody foresaw: the same request may do better. */
export function isFault(code: ErrorCode): boolean {
  return code === 'INTERNAL_SERVER_ERROR' || code === 'UNKNOWN';
}

/** Whether the same request may succeed later without any change to it. */
export function isRetryable(code: ErrorCode): boolean {
  return code === 'NETWORK' || code === 'UNAVAILABLE' || code === 'RATE_LIMITED';
}
