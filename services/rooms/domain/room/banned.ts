import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { roomBan } from '@confab/text/room-ban';

/** `FORBIDDEN` for whoever joins a room that they are banned from. */
export function bannedFromRoom(room: string): AppError {
  const { message, facts } = roomBan(room);
  return new AppError('FORBIDDEN', message, { facts });
}
