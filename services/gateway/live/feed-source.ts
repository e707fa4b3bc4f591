import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CallOptions } from '@connectrpc/connect';
import type { CloseReason } from '../rooms/room-event.type.ts';
import type { CursorScope } from './cursor.ts';

export interface LogPage {
  /** Ascending, without gaps. */
  events: readonly LiveEvent[];
  /** Number of the stream's last event. */
  head: number;
  epoch: string;
}

/** What an event does to subscriptions, besides being shown. */
export type Effect =
  /** Ends those of one user, or all. */
  | { kind: 'end'; userId?: string; reason: CloseReason }
  /** Each has to ask again whether it may go on. */
  | { kind: 'recheck' };

/** What makes a feed that of a room or of an inbox. */
export interface FeedSource {
  readonly scope: CursorScope;
  /** Of the live bus; none: everything comes by `broadcast`. */
  readonly subjects: readonly string[];
  /** Stored streams that the feed merges; may be none. */
  readonly streams: readonly string[];
  /** Events of `streams[stream]` with seq > after, on behalf of a subscriber. */
  read(stream: number, range: { after: number; limit: number }, call: CallOptions): Promise<LogPage>;
  /** Ephemeral events on the subject that are meant for this feed. */
  concerns(event: LiveEvent): boolean;
  /** The GraphQL object of an event; undefined where clients are shown nothing. */
  show(event: LiveEvent, cursor: string): object | undefined;
  effect(event: LiveEvent): Effect | undefined;
  /** Is the arrival of this event at a device to be reported? */
  wantsReceipt(event: LiveEvent): boolean;
}
