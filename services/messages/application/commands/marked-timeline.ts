import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { forbidden } from '../../domain/rights.ts';
import { conversationId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import type { CommandContext } from './command-context.ts';

/** A room or the other side of a conversation, by name in any letter case. */
export type MarkTarget = { room: string } | { conversation: string };

/** Where the caller's read marker is after a command. */
export interface Marked {
  timelineId: string;
  lastReadSeq: number;
}

/** Refuses what is no position of a timeline. */
export function validSeq(seq: number): void {
  if (!Number.isSafeInteger(seq) || seq < 0) throw badInput('seq', 'A position is a whole number from 0.');
}

/** The timeline whose marker the caller may move. */
export async function timelineOf({ timelines }: CommandContext, caller: Caller, target: MarkTarget): Promise<string> {
  if ('room' in target) {
    const { timelineId, rights } = await timelines.room(caller, target.room);
    if (!rights.canRead) throw forbidden('You may not read here.');
    return timelineId;
  }
  const peerId = await timelines.user(caller, target.conversation);
  if (peerId === caller.userId) throw badInput('conversation', 'A conversation has two sides.');
  return conversationId(caller.userId, peerId);
}
