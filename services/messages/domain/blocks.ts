import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { InboxState } from './inbox.ts';

/** Who blocks whom in a private conversation, from where one of its sides stands. */
export interface Blocks {
  byActor: boolean;
  byPeer: boolean;
}

/** In rooms a block closes nothing. */
export const NO_BLOCKS: Blocks = { byActor: false, byPeer: false };

/**
 * Whether the owner of the inbox blocks the user. That part was hydrated before; anything else is a
 * mistake in the program.
 */
export function blocks(inbox: InboxState, userId: string): boolean {
  const held = inbox.blocks.get(userId);
  if (!held) throw new Error(`whether ${userId} is blocked was not hydrated`);
  return held.isBlocked;
}

/** CONFLICT for writing, in any way, to somebody whom one blocks: answers could not arrive. */
export function assertNotBlocking({ byActor }: Blocks): void {
  if (byActor) throw new AppError('CONFLICT', 'You have blocked this person; unblock them first.');
}
