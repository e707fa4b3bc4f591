import type { Projection, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { nameKeys as keysOf } from '@confab/runtime/kernel/names/name-key';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

const NAME_KEYS = 'nameKeys';

/** What the names of living rooms look like. Names of before there was a rule may share a key. */
export const nameKeysProjection: Projection = {
  name: 'name-keys',
  version: 1,
  collections: { [NAME_KEYS]: { key: ['key', 'roomId'] } },
  project(event) {
    const roomId = roomIdOf(event.stream);
    if (roomId === undefined) return [];
    const { type, data } = event as unknown as RoomEvent;
    switch (type) {
      case 'RoomCreated':
        return keysOf(data.name).map((key) => ({ op: 'put', in: NAME_KEYS, doc: { key, roomId } }));
      case 'RoomDeleted':
        return keysOf(data.name).map((key) => ({ op: 'remove', in: NAME_KEYS, key: [key, roomId] }));
      default:
        return [];
    }
  },
};

/** Whether a living room has a name with one of these keys. */
export async function isKeyTaken(projections: ProjectionReader, keys: readonly string[]): Promise<boolean> {
  const owners = await Promise.all(
    keys.map((key) => projections.count(NAME_KEYS, { index: 'key', equal: [key], limit: 1 })),
  );
  return owners.some((count) => count > 0);
}
