import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { isIdempotencyKey } from '@confab/text/idempotency-key';

/** Where something goes, as the services take it. */
export type Target = { case: 'room'; value: string } | { case: 'conversation'; value: string };

/** Exactly one of the two. Throws BAD_USER_INPUT. */
export function parseTarget({
  room,
  conversation,
}: {
  room?: string | undefined;
  conversation?: string | undefined;
}): Target {
  if (room !== undefined && conversation === undefined) return { case: 'room', value: room };
  if (conversation !== undefined && room === undefined) return { case: 'conversation', value: conversation };
  throw badInput(room === undefined ? 'room' : 'conversation', 'Name either a room or a conversation.');
}

/** An author's own key for a message; undefined where none was sent. Throws BAD_USER_INPUT. */
export function parseKey(key: string | undefined): string | undefined {
  if (key !== undefined && key !== '' && !isIdempotencyKey(key)) {
    throw badInput('idempotencyKey', 'A key has 1 to 64 characters.');
  }
  return key;
}
