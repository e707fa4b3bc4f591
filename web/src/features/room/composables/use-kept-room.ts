import { type Ref, watch } from 'vue';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { useKept } from '../../connection/composables/use-kept.ts';
import type { OpenLog } from '../../conversation/pane/use-open-log.ts';
import { placeId } from '../../outbox/place.ts';
import { newestOf } from '../../timeline/state/timeline.ts';
import { noMoves, type RoomState } from '../room-state.ts';

export interface KeptRoomUse {
  room: Ref<RoomState | null>;
  log: OpenLog;
  connection: LiveConnection;
  isGone(): boolean;
}

/**
 * Keeps a room in this browser to be read offline, and shows it while the server can't be reached.
 * Only members have one kept: nobody else would hear that they may not read it any longer.
 */
export function useKeptRoom({ room, log, connection, isGone }: KeptRoomUse): { forget(): void } {
  const { at, timeline, place } = log;
  const { toastError } = useErrorText();
  const kept = useKept({
    what: placeId(at),
    connection,
    shown: () =>
      room.value?.membership && place.opened.value && !isGone()
        ? { room: room.value, timeline: timeline.timeline.value }
        : null,
    pack(shown) {
      const newest = newestOf(shown.timeline);
      const room: RoomState = { ...shown.room, here: [], hereCount: 0, typing: [], moved: noMoves };
      return newest && { room, newest };
    },
    open(kept) {
      room.value = kept.room;
      void place.open({ newest: kept.newest, firstUnread: null, isKept: true }).catch(toastError);
    },
  });

  watch(
    () => room.value?.membership === null,
    (isOutside) => isOutside && kept.forget(),
  );
  return { forget: kept.forget };
}
