import { AppError } from '@confab/runtime/errors/app-error';
import type { PostingPolicy, RoomEvent, RoomVisibility } from './events.ts';
import { parseLine } from './text.ts';

export interface CreateRoom {
  name: string;
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
export function decideCreate(command: CreateRoom, { isTaken, looksTaken }: NameUse): RoomEvent[] {
  const topic = parseLine('topic', command.topic);
  if (isTaken) throw nameInUse('A room of this name exists already.');
  if (looksTaken) throw nameInUse('This name looks like that of another room.');
  const { name, visibility, posting, ownerId, ownerName } = command;
  return [{ type: 'RoomCreated', data: { name, topic, visibility, posting, ownerId, ownerName } }];
}

function nameInUse(message: string): AppError {
  return new AppError('ALREADY_EXISTS', message, { field: 'name' });
}
