import { create } from '@bufbuild/protobuf';
import { type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { ACTIVITY_SUBJECT } from '@confab/text/subjects';
import type { ActivitySink } from '../application/ports.ts';

/**
 * Tells every gateway in which rooms something happened, all in one event: they know who has which
 * of them in their list.
 */
export function createActivityAnnouncer(live: LiveBus<LiveEvent>): ActivitySink {
  return {
    async report(lastActivityAtMs) {
      const roomIds = [...lastActivityAtMs.keys()];
      const atMs = Math.max(...lastActivityAtMs.values());
      live.publish(ACTIVITY_SUBJECT, [
        create(LiveEventSchema, { atMs, event: { case: 'roomsActive', value: { roomIds } } }),
      ]);
    },
  };
}
