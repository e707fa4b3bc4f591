import { badInput } from '@confab/runtime/kernel/errors/app-error';

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

const MAX_KEY = 64;

/** An author's own key of 1–64 characters; undefined where none was sent. Throws BAD_USER_INPUT. */
export function parseKey(key: string | undefined): string | undefined {
  if (key !== undefined && (key.length > MAX_KEY || !key.isWellFormed())) {
    throw badInput('idempotencyKey', `Use 1 to ${MAX_KEY} characters.`);
  }
  return key;
}
