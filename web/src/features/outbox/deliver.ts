import type { ErrorCode } from '../../shared/api/error-code.ts';
import { type OutboxItem, revisionOf } from './outbox-item.ts';

/** What the server made of an item: a message, and which of the item's texts it was given for that, or what it changed of one. */
export type Delivered<Message, Revised> = { message: Message; revision: number } | { revised: Revised };

export interface DeliverUse<Message, Revised> {
  /** Posts a message with a text, under the key of its item. */
  post(item: OutboxItem, text: string): Promise<Message>;
  revise(change: NonNullable<OutboxItem['change']>, text: string): Promise<Revised>;
  codeOf(error: unknown): ErrorCode;
}

/**
 * Delivers an item. Its author may have changed it after an attempt whose answer was lost: a key stands for one text, and the server refuses another
 * one under it as a conflict. Then it has the message with one of the earlier texts, and says so when it is asked with that.
 */
export async function deliver<Message, Revised>(
  item: OutboxItem,
  { post, revise, codeOf }: DeliverUse<Message, Revised>,
): Promise<Delivered<Message, Revised>> {
  if (item.change) return { revised: await revise(item.change, item.text) };
  const attempt = async (text: string, earlier: readonly string[]): Promise<Delivered<Message, Revised>> => {
    try {
      return { message: await post(item, text), revision: earlier.length };
    } catch (error) {
      const before = earlier.at(-1);
      if (before === undefined || codeOf(error) !== 'CONFLICT') throw error;
      return attempt(before, earlier.slice(0, -1));
    }
  };
  return attempt(item.text, item.earlier ?? []);
}

/**
 * What of a delivered item is still to be sent: an edit, where its author has given it another text since the one that the server was given, also where
 * they came back to that: meanwhile it may have been edited elsewhere. Null for nothing.
 */
export function restOf<Message extends { id: string }, Revised>(
  delivered: Delivered<Message, Revised>,
  item: OutboxItem,
): OutboxItem | null {
  if (!('message' in delivered) || delivered.revision === revisionOf(item)) return null;
  const { earlier: _earlier, answered: _answered, ...edit } = item;
  return { ...edit, replyTo: null, change: { kind: 'edit', id: delivered.message.id } };
}
