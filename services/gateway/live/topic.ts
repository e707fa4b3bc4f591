import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';
import type { Asker } from './asker.ts';
import type { Feed } from './feed.ts';
import type { LogPage } from './feed-source.ts';

/** A fresh start: what to show, and the position that it stands for. */
export interface Snapshot {
  shown: readonly object[];
  positions: readonly number[];
  /** Of an inbox: the arrival of everything up to this number is to be reported. */
  receiptSeq?: number | undefined;
}

/** What makes a subscription one to a room, an inbox or the list of rooms; all on behalf of one viewer. */
export interface Topic extends Pick<Asker, 'call'> {
  readonly feed: Feed;
  /** Whoever comes back reads the log, even where the feed remembers: what it remembers may be out of date without its knowing. */
  readonly resumesFromLog?: boolean;
  /** Why the viewer may not go on; undefined: may. Throws AppError where that cannot be told. */
  check(): Promise<CloseReason | undefined>;
  /** Undefined where the store is not the one that the feed follows: it was restored. */
  snapshot(): Promise<Snapshot | undefined>;
  /** First event of a resumed subscription. */
  resumed(positions: readonly number[]): readonly object[];
  reset(reason: ResetReason): readonly object[];
  closed(reason: CloseReason): readonly object[];
  read(stream: number, range: { after: number; limit: number }): Promise<LogPage>;
  /** The subscriber's device got everything up to this number. */
  delivered(seq: number, device: Asker): void;
  /** Called once, when the subscription begins; `left` once when it ends after that. Resolves once it is known who is online because of it. */
  opened(): Promise<void> | undefined;
  left(): void;
}
