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

/** Whoever creates a room owns it. ALREADY_EXISTS naming `name` if `nameTaken`: another room, hidden or not, has it. */
export function decideCreate(command: CreateRoom, nameTaken: boolean): RoomEvent[] {
  const topic = parseLine('topic', command.topic);
  if (nameTaken) throw new AppError('ALREADY_EXISTS', 'A room of this name exists already.', { field: 'name' });
  const { name, visibility, posting, ownerId, ownerName } = command;
  return [{ type: 'RoomCreated', data: { name, topic, visibility, posting, ownerId, ownerName } }];
}
