import { badInput } from '@confab/runtime/errors/app-error';

/** Where something goes, as the services take it. */
export type Target = { case: 'room'; value: string } | { case: 'conversation'; value: string };

/** Exactly one of the two. Throws BAD_USER_INPUT. */
export function parseTarget(input: { room?: string | null; conversation?: string | null }): Target {
  const { room, conversation } = input;
  if (room != null && conversation == null) return { case: 'room', value: room };
  if (conversation != null && room == null) return { case: 'conversation', value: conversation };
  throw badInput(room == null ? 'room' : 'conversation', 'Name either a room or a conversation.');
}

const MAX_KEY = 64;

/** An author's own key of 1–64 characters; undefined where none was sent. Throws BAD_USER_INPUT. */
export function parseKey(key: string | null | undefined): string | undefined {
  if (key == null) return undefined;
  if (key.length === 0 || key.length > MAX_KEY || !key.isWellFormed()) {
    throw badInput('idempotencyKey', `Use 1 to ${MAX_KEY} characters.`);
  }
  return key;
}
