import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { subject } from '@confab/runtime/network/live/subject';
import type { Lobby } from '../lobby/lobby.ts';

export type EphemeralEvent = NonNullable<MessageInitShape<typeof LiveEventSchema>['event']>;

/** Ephemeral events on their way out: those of one beat go to a subject as one batch. */
export interface LiveOutbox {
  /** Dropped where the room is gone. */
  toRoom(roomId: string, actorId: string, event: EphemeralEvent): void;
  toInbox(userId: string, actorId: string, event: EphemeralEvent): void;
  flush(): void;
}

export function createLiveOutbox(deps: { live: LiveBus<LiveEvent>; lobby: Lobby; clock: Clock }): LiveOutbox {
  const { live, lobby, clock } = deps;
  let batches = new Map<string, LiveEvent[]>();

  const put = (to: string, roomId: string, actorId: string, event: EphemeralEvent): void => {
    const message = create(LiveEventSchema, { seq: 0, atMs: clock.now(), actorId, roomId, event });
    const batch = batches.get(to);
    if (batch) batch.push(message);
    else batches.set(to, [message]);
  };
  return {
    toRoom(roomId, actorId, event) {
      const room = lobby.get(roomId);
      if (room) put(subject('room', room.folded), roomId, actorId, event);
    },
    toInbox: (userId, actorId, event) => put(subject('typing', userId), '', actorId, event),
    flush() {
      const ready = batches;
      batches = new Map();
      for (const [to, batch] of ready) live.publish(to, batch);
    },
  };
}
