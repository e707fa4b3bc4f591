import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { CodedError } from './error-code.ts';

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
  /** The room that the user is banned from. */
  roomBan?: { room: string };
  /** Why no account can be made. */
  registration?: { policy: string };
}

/** Empty for what did not come from the API. What has another type than it should is left out. */
export function detailsOf(error: unknown): ErrorDetails {
  return CombinedGraphQLErrors.is(error) ? detailsOfGraphQLErrors(error.errors) : {};
}

/** Of errors as they come over either transport. */
export function detailsOfGraphQLErrors(errors: readonly CodedError[]): ErrorDetails {
  const { field, retryAfterMs, ban, roomBan, registration } = errors[0]?.extensions ?? {};
  return {
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(isBan(ban) ? { ban } : {}),
    ...(isRoomBan(roomBan) ? { roomBan } : {}),
    ...(isRegistration(registration) ? { registration } : {}),
  };
}

function isBan(value: unknown): value is Ban {
  if (typeof value !== 'object' || value === null || !('reason' in value)) return false;
  return value.reason === null || typeof value.reason === 'string';
}

function isRegistration(value: unknown): value is { policy: string } {
  return typeof value === 'object' && value !== null && 'policy' in value && typeof value.policy === 'string';
}

function isRoomBan(value: unknown): value is { room: string } {
  return typeof value === 'object' && value !== null && 'room' in value && typeof value.room === 'string';
}
