import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Beat, Presence } from '../../domain/presence/presence.ts';
import { accessOf } from '../../domain/room/rights.ts';
import type { RoomState } from '../../domain/room/state.ts';
import type { RoomDirectory } from '../room-directory.ts';

/**
 * Takes beats of gateways. Only rooms that exist and that the user may read count, by what holds
 * when the beat is applied: a ban that was decided before wins over a beat sent before. An
 * administrator who looks into a private room without being its member is not shown there.
 *
 * Beats of one gateway are applied in the order in which they came.
 */
export function createBeats(deps: {
  presence: Presence;
  directory: RoomDirectory;
  clock: Clock;
}): (beat: Beat) => Promise<{ resend: boolean }> {
  const { presence, directory, clock } = deps;
  const latest = new Map<string, Promise<unknown>>();

  const apply = async (beat: Beat): Promise<{ resend: boolean }> => {
    const wanted = new Set(beat.connections.flatMap(({ roomIds }) => roomIds));
    const rooms = new Map<string, RoomState>();
    await Promise.all([...wanted].map(async (id) => rooms.set(id, await directory.state(id))));
    const connections = beat.connections.map(({ id, userId, roomIds }) => ({
      id,
      userId,
      roomIds: roomIds.filter((roomId) => mayRead(rooms.get(roomId), userId)),
    }));
    return presence.beat({ ...beat, connections }, clock.monotonic());
  };

  return async (beat) => {
    const before = latest.get(beat.gatewayId);
    const turn = (before ?? Promise.resolve()).catch(() => {}).then(() => apply(beat));
    latest.set(beat.gatewayId, turn);
    try {
      return await turn;
    } finally {
      if (latest.get(beat.gatewayId) === turn) latest.delete(beat.gatewayId);
    }
  };
}

export function mayRead(room: RoomState | undefined, userId: string): boolean {
  return room !== undefined && accessOf(room, { userId, isAdmin: false }).canRead;
}
