import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import type { ErrorCode } from '../../../shared/api/error-code.ts';
import type { ErrorDetails } from '../../../shared/api/error-details.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useConnection } from '../../connection/composables/use-connection.ts';
import { useOpenLog } from '../../conversation/pane/use-open-log.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import type { IncomingMessage } from '../../timeline/state/timeline.ts';
import { type RoomEvent, RoomEvents, type ViewerMembership } from '../graphql/room.ts';
import { changesMembership, nextRoom, nextTimeline, openRoom, type RoomOpened, type RoomState } from '../room-state.ts';
import { useKeptRoom } from './use-kept-room.ts';
import { type FoundRoom, useRoomHistory } from './use-room-history.ts';

/** Why a room is not shown (any longer). */
export type RoomGone =
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'closed'; reason: 'DELETED' | 'KICKED' | 'BANNED' | 'LEFT' };

/** How many messages the server opens a room with; fewer mean that there are no older ones. */
const SNAPSHOT_SIZE = 10;

/** One room, live: its state and timeline follow its events over every reconnect for as long as the component is there. */
export function useRoom(name: string) {
  const viewer = useViewer();
  const { toastError } = useErrorText();
  const connection = useConnection();
  const { openStream } = connection;
  const { refreshRooms } = useInbox();
  const room = shallowRef<RoomState | null>(null);
  const gone = shallowRef<RoomGone | null>(null);
  const history = useRoomHistory(name);
  const log = useOpenLog({ kind: 'room', name }, history.fetchPage);
  const { timeline, place } = log;

  /** Reads what no event carries: the viewer's role, which changes with the room. Where the answer does not come, the next opening brings it. */
  async function readAnew(toState: (found: FoundRoom) => Partial<RoomState>): Promise<void> {
    const found = await history.fetchMembership();
    if (found && room.value) room.value = { ...room.value, ...toState(found) };
  }

  function open(messages: readonly IncomingMessage[], membership: RoomOpened['room']['membership']): void {
    const newest = { messages, hasOlder: messages.length >= SNAPSHOT_SIZE, hasNewer: false };
    const isNew = membership === null || membership.lastReadSeq === 0;
    void place.open({ newest, firstUnread: membership?.firstUnreadSeq ?? null, isNew }).catch(toastError);
  }

  function onEvent(event: RoomEvent): void {
    if (event.__typename === 'RoomOpened') {
      room.value = openRoom(event);
      if (event.messages) open(event.messages, event.room.membership);
      return;
    }
    if (event.__typename === 'RoomClosed') leave({ kind: 'closed', reason: event.closeReason });
    if (event.__typename === 'RoomUpdated') void readAnew((found) => ({ membership: found.membership }));
    // A ban is told even of who was no member.
    if (event.__typename === 'MemberLeft' && event.leaveReason === 'BANNED')
      void readAnew((found) => ({ memberCount: found.memberCount }));
    if (changesMembership(event, viewer.value.id)) void refreshRooms();
    if (room.value) room.value = nextRoom(room.value, event, viewer.value.id);
    timeline.change((current) => nextTimeline(current, event, viewer.value.id));
  }

  const follow = () =>
    openStream<RoomEvent>({
      document: RoomEvents,
      variables: { room: name },
      onEvent,
      onEnd(end) {
        if (end.kind === 'refused') leave(end);
      },
    });
  let unfollow = follow();
  onScopeDispose(() => unfollow());

  const kept = useKeptRoom({ room, log, connection, isGone: () => gone.value !== null });

  function leave(why: RoomGone): void {
    gone.value = why;
    kept.forget();
  }

  return {
    room: room as Readonly<ShallowRef<RoomState | null>>,
    gone: gone as Readonly<ShallowRef<RoomGone | null>>,
    log,
    /** Asks again for a room that is gone: the viewer may have been invited, or let back in. */
    reopen(): void {
      unfollow();
      room.value = null;
      gone.value = null;
      unfollow = follow();
    },
    /** What the answer to joining says, a moment before the event does. */
    setMembership(membership: ViewerMembership | null): void {
      if (room.value) room.value = { ...room.value, membership };
    },
  };
}
