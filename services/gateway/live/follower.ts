import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';
import type { Asker } from './asker.ts';

/** A subscription of the feed, in live mode or still catching up. */
export interface Follower extends Asker {
  readonly userId: string;
  end(reason: CloseReason): void;
  recheck(): void;
  restart(reason: ResetReason): void;
}
