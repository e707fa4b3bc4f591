import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { PostingPolicy, RoomEvent, RoomUpdated, RoomVisibility } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';
import { parseLine, parseShownName } from './text.ts';

export interface UpdateRoom {
  actor: Actor;
  /** `null` shows the room by its name again; absent leaves what it is called. */
  displayName?: string | null | undefined;
  /** `null` takes the topic away; absent leaves it. */
  topic?: string | null | undefined;
  visibility?: RoomVisibility | undefined;
  posting?: PostingPolicy | undefined;
}

/**
 * Owners change display name, topic, visibility and posting policy. Members stay members when a
 * room turns private. Nothing happens where nothing changes.
 */
export function decideUpdate(room: RoomState, command: UpdateRoom): Decision<RoomEvent> {
  requireRank(room, command.actor, RANK.owner);
  const changes: RoomUpdated['data'] = {};
  if (command.displayName !== undefined) {
    const displayName = parseShownName(room.name, command.displayName);
    if (displayName !== room.displayName) changes.displayName = displayName;
  }
  if (command.topic !== undefined) {
    const topic = parseLine('topic', command.topic);
    if (topic !== room.topic) changes.topic = topic;
  }
  if (command.visibility && command.visibility !== room.visibility) changes.visibility = command.visibility;
  if (command.posting && command.posting !== room.posting) changes.posting = command.posting;
  return Object.keys(changes).length > 0
    ? { events: [{ type: 'RoomUpdated', data: changes }], result: null }
    : UNCHANGED;
}
