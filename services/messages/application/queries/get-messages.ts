import { asSeenBy, type Message, type MessageKey } from '../../domain/message.ts';
import { parseMessageId } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { type MessageWithEmojis, readMessages } from '../projections/messages.ts';
import { checkIds, type QueryContext } from './query-context.ts';

/**
 * Messages by id that the caller may read; each timeline is asked about once. Unknown, unreadable
 * and malformed ids are left out.
 */
export async function getMessages(context: QueryContext, caller: Caller, ids: readonly string[]): Promise<Message[]> {
  return (await readableMessages(context, caller, ids)).map(({ message }) => message);
}

/** The same, each with the number of users behind each emoji. */
export async function readableMessages(
  { store, timelines }: QueryContext,
  caller: Caller,
  ids: readonly string[],
): Promise<MessageWithEmojis[]> {
  checkIds('ids', ids);
  const keys = new Map<string, MessageKey>();
  for (const id of ids) {
    const key = parseMessageId(id);
    if (key) keys.set(id, key);
  }
  const all = [...keys.values()];
  const readable = await timelines.readableAmong(
    caller,
    all.map(({ timelineId }) => timelineId),
  );
  const found = await readMessages(
    store.projections,
    all.filter(({ timelineId }) => readable.has(timelineId)),
  );
  return found.flatMap(({ message, emojis }) => {
    const seen = asSeenBy(message, caller.userId);
    return seen ? [{ message: seen, emojis }] : [];
  });
}
