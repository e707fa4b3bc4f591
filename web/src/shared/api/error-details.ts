import { CombinedGraphQLErrors } from '@apollo/client/errors';

/** Why an account is banned; null where nobody gave a reason. It lasts until somebody lifts it. */
export interface Ban {
  reason: string | null;
}

/** What the server says beside the code, for the sentence that the user reads. */
export interface ErrorDetails {
  /** The input that was refused. */
  field?: string;
  /** Milliseconds until the same request is let through. */
  retryAfterMs?: number;
  /** Why the account may not sign in. */
  ban?: Ban;
}

/** Empty for what did not come from the API. What has another type than it should is left out. */
export function detailsOf(error: unknown): ErrorDetails {
  if (!CombinedGraphQLErrors.is(error)) return {};
  const { field, retryAfterMs, ban } = error.errors[0]?.extensions ?? {};
  return {
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(isBan(ban) ? { ban } : {}),
  };
}

function isBan(value: unknown): value is Ban {
  if (typeof value !== 'object' || value === null || !('reason' in value)) return false;
  return value.reason === null || typeof value.reason === 'string';
}
