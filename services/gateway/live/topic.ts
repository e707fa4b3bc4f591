import type { Feed } from './feed.ts';
import type { ResetReason } from './feed-source.ts';
import type { Asker } from './subscriber.ts';

/** A fresh start: what to show, and the position that it stands for. */
export interface Snapshot {
  shown: readonly object[];
  positions: readonly number[];
  /** The arrival of everything up to this number is to be reported. */
  receiptSeq?: number | undefined;
}

/** One viewer's look at a feed: what makes a subscription one to a room, an inbox or a list of rooms. */
export interface Topic extends Pick<Asker, 'call'> {
  readonly feed: Feed;
  /** Undefined where the store is not the one that the feed follows: it was restored. */
  snapshot(): Promise<Snapshot | undefined>;
  /** What else there is where the feed has a log. A list without one begins anew each time. */
  readonly log?: TopicLog;
  /** What others are told of the subscription. */
  readonly attendance?: Attendance;
}

export interface TopicLog {
  /** Whoever comes back reads the log, even where the feed remembers: what it remembers may be out of date without its knowing. */
  readonly readsOnResume?: boolean;
  /** What is shown last to a viewer who may not go on; undefined: may. Throws AppError where that cannot be told. */
  check?(): Promise<readonly object[] | undefined>;
  /** First event of a resumed subscription. */
  resumed(positions: readonly number[]): readonly object[];
  reset(reason: ResetReason): readonly object[];
}

export interface Attendance {
  /** Called once, when the subscription begins. Resolves once it is known who is online because of it. */
  opened(): Promise<void>;
  /** Called once, when it ends after that. */
  left(): void;
}
