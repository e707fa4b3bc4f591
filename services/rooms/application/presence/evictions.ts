import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { Presence } from '../../domain/presence/presence.ts';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { mayRead } from './beats.ts';

/** Takes people out of rooms they may not read any more, as soon as that is committed. */
export function createEvictions(deps: {
  presence: Presence;
  directory: RoomDirectory;
}): (events: readonly StoredEvent[]) => Promise<void> {
  const { presence, directory } = deps;

  const evictOthers = async (roomId: string): Promise<void> => {
    const room = await directory.state(roomId);
    for (const userId of [...presence.roster.users(roomId)]) {
      if (!mayRead(room, userId)) presence.evict(roomId, userId);
    }
  };
  const evict = (roomId: string, event: RoomEvent): Promise<void> | undefined => {
    switch (event.type) {
      case 'MemberLeft':
        if (event.data.losesAccess) presence.evict(roomId, event.data.userId);
        return undefined;
      case 'MemberBanned':
        presence.evict(roomId, event.data.userId);
        return undefined;
      case 'RoomDeleted':
        return evictOthers(roomId);
      case 'RoomUpdated':
        return event.data.visibility === 'private' ? evictOthers(roomId) : undefined;
    }
    return undefined;
  };
  return async (events) => {
    const waiting: (Promise<void> | undefined)[] = [];
    for (const event of events) {
      const roomId = roomIdOf(event.stream);
      if (roomId !== undefined) waiting.push(evict(roomId, event as unknown as RoomEvent));
    }
    await Promise.all(waiting);
  };
}
