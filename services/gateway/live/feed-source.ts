import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CallOptions } from '@connectrpc/connect';
import type { CursorScope } from './cursor.ts';
import type { Asker } from './subscriber.ts';

/** A page of a stored stream. */
export interface LogPage {
  /** Ascending, without gaps. */
  events: readonly LiveEvent[];
  /** Number of the stream's last event. */
  head: number;
  epoch: string;
}

/** Why a subscription cannot go on from where it was. */
export type ResetReason = 'TOO_FAR_BEHIND' | 'EPOCH_CHANGED';

/** What an event does to subscriptions, besides being shown. */
export type Effect =
  /** Ends those of one user, or all. `last` is what they are shown before that. */
  | { kind: 'end'; userId?: string; last(cursor: string): readonly object[] }
  /** Each has to ask again whether it may go on. */
  | { kind: 'recheck' };

/** The streams that a feed merges, and what their events mean. A list of rooms has none: all that its feed hands on is broadcast. */
export interface FeedSource {
  readonly scope: CursorScope;
  /** Of the live bus. */
  readonly subjects: readonly string[];
  /** Stored streams, in the order of a cursor's positions. */
  readonly streams: readonly string[];
  /** Events of `streams[stream]` with seq > after, on behalf of a subscriber. */
  read(stream: number, range: { after: number; limit: number }, call: CallOptions): Promise<LogPage>;
  /** Whether an ephemeral event on one of the subjects is meant for this feed. */
  concerns(event: LiveEvent): boolean;
  /** The object that GraphQL is executed on; undefined where clients are shown nothing. */
  show(event: LiveEvent, cursor: string): object | undefined;
  effect?(event: LiveEvent): Effect | undefined;
  /** Where the arrival of events at devices is reported: of which events, and what is told of them. */
  readonly receipts?: Receipts;
}

/** Is told which events have been written to somebody's socket. */
export interface Receipts {
  wants(event: LiveEvent): boolean;
  /** Everything up to this number was written to these devices. */
  delivered(seq: number, devices: readonly Asker[]): void;
}
