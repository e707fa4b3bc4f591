import { type AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { type ExecutionResult, GraphQLError } from 'graphql';

/** Codes that graphql-js and Apollo give their own errors; they stay as they are. */
const FRAMEWORK_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/**
 * The one place where errors become what clients see. An AppError keeps its code, message, `field`, `retryAfterMs` and facts; what graphql-js says about the
 * request stays; everything else becomes INTERNAL_SERVER_ERROR without detail and goes to `onInternal`.
 */
export function presentError(error: GraphQLError, onInternal: (error: unknown) => void): GraphQLError {
  const { originalError: cause, nodes, source, positions, path } = error;
  const place = { nodes, source, positions, path };
  if (isAppError(cause) && cause.code !== 'INTERNAL') {
    return new GraphQLError(cause.message, { ...place, extensions: extensionsOf(cause) });
  }
  const { code } = error.extensions;
  if (FRAMEWORK_CODES.has(code)) return error;
  if (code === undefined && isAboutTheRequest(error)) {
    return new GraphQLError(error.message, { ...place, extensions: { code: 'BAD_USER_INPUT' } });
  }
  onInternal(cause ?? error);
  return new GraphQLError('Something went wrong on our side.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

/** A result with its errors as clients see them. */
export function presentResult(result: ExecutionResult, onInternal: (error: unknown) => void): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => presentError(error, onInternal)) };
}

/** An AppError outside of any field: refusals before execution. */
export function toGraphQLError(error: unknown, onInternal: (error: unknown) => void): GraphQLError {
  if (error instanceof GraphQLError) return presentError(error, onInternal);
  return presentError(new GraphQLError('', { originalError: error as Error }), onInternal);
}

/** graphql-js refuses variables before it executes anything: such errors have no path and no cause. */
function isAboutTheRequest({ path, originalError }: GraphQLError): boolean {
  return path === undefined && (originalError === undefined || originalError instanceof GraphQLError);
}

function extensionsOf({ code, field, retryAfterMs, facts }: AppError) {
  return {
    ...facts,
    code: code === 'ABORTED' ? 'UNAVAILABLE' : code,
    ...(field === undefined ? {} : { field }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterMs) }),
  };
}
