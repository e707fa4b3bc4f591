import type { Decision } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { PostingPolicy, RoomCreated, RoomEvent, RoomVisibility } from './events.ts';
import { parseLine, parseShownName } from './text.ts';

export interface CreateRoom {
  name: string;
  /** Absent or empty: the room is shown by its name. */
  displayName?: string | undefined;
  topic?: string | undefined;
  visibility: RoomVisibility;
  posting: PostingPolicy;
  ownerId: string;
  ownerName: string;
}

/** Whether another room, hidden or not, has the name, or one that looks like it. */
export interface NameUse {
  isTaken: boolean;
  looksTaken: boolean;
}

/** Whoever creates a room owns it. ALREADY_EXISTS naming `name` if the name is in use. */
export function decideCreate({ isTaken, looksTaken }: NameUse, command: CreateRoom): Decision<RoomEvent> {
  const topic = parseLine('topic', command.topic);
  if (isTaken || looksTaken) throw nameInUse();
  const { name, visibility, posting, ownerId, ownerName } = command;
  const displayName = parseShownName(name, command.displayName);
  const data: RoomCreated['data'] = { name, topic, visibility, posting, ownerId, ownerName };
  return {
    events: [{ type: 'RoomCreated', data: displayName === null ? data : { ...data, displayName } }],
    result: null,
  };
}

/** One answer, so that nobody learns which rooms are hidden from them. */
function nameInUse(): AppError {
  const message = 'This name is not available: it is taken, or looks too much like one that is. Choose another name.';
  return new AppError('ALREADY_EXISTS', message, { field: 'name' });
}
