import { type ErrorCode, isRetryable } from '../../shared/api/error-code.ts';
import type { Place } from './place.ts';

/** The message that another one answers, as it is shown above the answer. */
export interface Answered {
  id: string;
  author: string;
  /** Null once deleted. */
  text: string | null;
}

/** What is done to a message that the server has. */
export interface Change {
  kind: 'edit' | 'delete';
  id: string;
}

/** A message of the user on its way. The key stays the same over all attempts, tabs and reloads, so the server stores it once. */
export interface OutboxItem {
  key: string;
  /** Absent where it is a new message. */
  change?: Change;
  place: Place;
  /** Of an edit the new text, of a deletion the text that goes. */
  text: string;
  /** Texts that it had before: the server may have the message with one of them, where its answer was lost. */
  earlier?: readonly string[];
  /** The id of the message that it answers. */
  replyTo: string | null;
  /** The same message, to be shown meanwhile. Absent in what an earlier version of the client stored; so is the next one. */
  answered?: Answered | null;
  /** Where it was written, if not where it goes: it is shown there too. */
  writtenIn?: Place | null;
  queuedAt: string;
  /** Pending: it is sent by itself, however long that takes. Failed: it waits for its author. */
  status: 'pending' | 'failed';
  /** Why the last attempt failed, and which input the server named. */
  error: ErrorCode | null;
  field?: string | undefined;
}

/** How often its author has given it another text: what is compared to know whether they did meanwhile. They may have come back to the same one. */
export function revisionOf({ earlier }: OutboxItem): number {
  return earlier?.length ?? 0;
}

/** An item as this version understands it: an earlier one called failed what is sent by itself. */
export function understood(item: OutboxItem): OutboxItem {
  const goesByItself = item.status === 'failed' && item.error !== null && isRetryable(item.error);
  return goesByItself ? { ...item, status: 'pending' } : item;
}
