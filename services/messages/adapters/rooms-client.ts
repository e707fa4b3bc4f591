import { type CheckAccessResponse, RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { time } from '@confab/runtime/kernel/clock/time';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import { type Call, withCall } from '@confab/runtime/network/rpc/call';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import type { CallOptions } from '@connectrpc/connect';
import type { ActivitySink, RoomChecks, RoomRights } from '../application/ports.ts';

/**
 * A replica that was killed never answers: its questions are put again long before those who wait
 * for them are given up.
 */
const PATIENCE_MS = 2_000;

type AskedRoom = Parameters<RoomChecks['check']>[0];

/**
 * Asks the rooms service; rights on the user's behalf, memberships of others and activity on this
 * service's own.
 */
export function createRoomsClient({
  rpc,
  newCorrelationId,
  patienceMs = PATIENCE_MS,
}: {
  rpc: Rpc;
  newCorrelationId(): string;
  patienceMs?: number;
}): RoomChecks & ActivitySink {
  const rooms = rpc.client(RoomService);
  /** Of this turn of the event loop. */
  const asked = new Map<string, Promise<RoomRights>>();
  const latest = new Map<string, Promise<RoomRights>>();

  async function ask(room: AskedRoom, call: Call): Promise<RoomRights> {
    const query =
      'id' in room ? ({ case: 'id', value: room.id } as const) : ({ case: 'name', value: room.name } as const);
    return toRights(await patiently(call, (options) => rooms.checkAccess({ room: query }, options)));
  }

  /** Asks once more where no answer came. */
  async function patiently<Answer>(
    { token, correlationId }: Call,
    send: (options: CallOptions) => Promise<Answer>,
  ): Promise<Answer> {
    const options = withCall(token === undefined ? { correlationId } : { token, correlationId });
    try {
      return await send({ ...options, timeoutMs: patienceMs });
    } catch (error) {
      if (!isAppError(error, 'UNAVAILABLE')) throw error;
      return send(options);
    }
  }

  /**
   * Settles after what was asked before, so that nobody's second message is decided ahead of the
   * first.
   */
  function inOrder(question: string, answer: Promise<RoomRights>): Promise<RoomRights> {
    const before = latest.get(question);
    const ordered = before ? Promise.allSettled([before, answer]).then(() => answer) : answer;
    latest.set(question, ordered);
    const forget = () => void (latest.get(question) === ordered && latest.delete(question));
    ordered.then(forget, forget);
    return ordered;
  }

  return {
    /**
     * Commands that one turn of the event loop brings ask the same once, never longer: what was
     * decided before a command came holds for it. The same question is answered in the order in
     * which it was asked.
     */
    check(room, call) {
      const question = `${'id' in room ? `id ${room.id}` : `name ${room.name}`} ${call.token ?? ''}`;
      const known = asked.get(question);
      if (known) return known;
      if (asked.size === 0) time.soon(() => asked.clear());
      const answer = inOrder(question, ask(room, call));
      asked.set(question, answer);
      return answer;
    },
    async checkMany(ids, call) {
      const found = await patiently(call, (options) => rooms.checkAccessToRooms({ ids: [...ids] }, options));
      return new Map(found.rooms.map((room) => [room.roomId, toRights(room)]));
    },
    async joined({ token, correlationId }) {
      const call = token === undefined ? { correlationId } : { token, correlationId };
      return (await rooms.listJoinedRoomIds({}, withCall(call))).ids;
    },
    async membersAmong(roomId, userIds, { correlationId }) {
      const { userIds: members } = await rooms.filterReaders(
        { roomId, userIds: [...userIds] },
        withCall({ correlationId }),
      );
      return members;
    },
    async report(lastActivityAtMs) {
      const call = { correlationId: newCorrelationId() };
      await rooms.reportActivity({ lastActivityAtMs: Object.fromEntries(lastActivityAtMs) }, withCall(call));
    },
  };
}

function toRights({
  roomId,
  name,
  canRead,
  canPost,
  canModerate,
  banned,
  archived,
  role,
}: CheckAccessResponse): RoomRights {
  const rights = {
    canRead,
    canPost,
    canModerate,
    isBanned: banned,
    isMember: role !== undefined,
    isArchived: archived,
  };
  return { roomId, roomName: foldName(name), rights };
}
