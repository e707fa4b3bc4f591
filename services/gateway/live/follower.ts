import type { CallOptions } from '@connectrpc/connect';
import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';

/** A subscription of the feed, in live mode or still catching up. */
export interface Follower {
  readonly userId: string;
  /** For reading the log on its behalf. */
  readonly call: CallOptions;
  end(reason: CloseReason): void;
  recheck(): void;
  restart(reason: ResetReason): void;
}
