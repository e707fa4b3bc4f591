import type { ErrorCode } from '../../shared/api/error-code.ts';
import type { Place } from './place.ts';

/** A message of the user on its way. The key stays the same over all attempts, tabs and reloads, so the server stores it once. */
export interface OutboxItem {
  key: string;
  place: Place;
  text: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
  queuedAt: string;
  status: 'pending' | 'failed';
  /** Why the last attempt failed. */
  error: ErrorCode | null;
}
