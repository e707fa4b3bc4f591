import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { accessOf, forbidden } from '../../domain/room/rights.ts';
import type { Request } from '../commands/request.ts';
import type { Users } from '../ports.ts';
import type { RoomDirectory } from '../room-directory.ts';
import type { TypingReach } from './typing-reach.ts';
import type { TypingSigns } from './typing-signs.ts';

export interface SetTypingInput {
  /** Name of the room, or of the other side of a private conversation. */
  target: { room: string } | { conversation: string };
  typing: boolean;
}

export interface SetTypingDeps {
  directory: RoomDirectory;
  users: Users;
  signs: TypingSigns;
  reach: TypingReach;
}

/**
 * In a room: FORBIDDEN for who may not post there. NOT_FOUND for an unknown room or user. To
 * somebody whom no conversation leads to, or who blocks the actor, or whom the actor blocks,
 * nothing is told, and the actor does not learn of it.
 */
export async function setTyping(
  { directory, users, signs, reach }: SetTypingDeps,
  request: Pick<Request, 'actor' | 'call'>,
  { target, typing }: SetTypingInput,
): Promise<void> {
  const { actor, call } = request;
  if ('room' in target) {
    const roomId = await directory.idOf(target.room);
    const room = await directory.visible(roomId, actor);
    if (!accessOf(room, actor).canPost) throw forbidden('You may not post in this room.');
    signs.set({ roomId }, actor.userId, typing);
    return;
  }
  const peer = await users.find(target.conversation, call);
  if (!peer) throw new AppError('NOT_FOUND', 'There is no such user.', { field: 'conversation' });
  const { userId } = actor;
  const toPeer = { peerId: peer.userId };
  const pair = { fromId: userId, toId: peer.userId };
  if (userId === peer.userId) return;
  if (!typing) await reach.settled(pair);
  signs.set(toPeer, userId, typing && (await reach.of(pair, signs.isTyping(toPeer, userId))));
}
