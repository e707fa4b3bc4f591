import type { Log } from '../history.ts';

/** A message as the log has it. */
export interface PostedMessage {
  id: string;
  author: string;
  text: string;
  key: string | undefined;
}

/** Every posting in a timeline, a room's or a private one, in the order of each. */
export function postedMessages(log: Log): PostedMessage[] {
  return [...log].flatMap(([stream, events]) =>
    stream.startsWith('timeline-')
      ? events.flatMap(({ type, seq, data }) => {
          if (type !== 'MessagePosted') return [];
          const { authorId, text, idempotencyKey } = data as Record<string, string>;
          const id = `${stream.slice('timeline-'.length)}-${seq}`;
          return [{ id, author: authorId ?? '', text: text ?? '', key: idempotencyKey }];
        })
      : [],
  );
}

/** By author and key. */
export function byKey(messages: readonly PostedMessage[]): Map<string, PostedMessage[]> {
  return Map.groupBy(messages, ({ author, key }) => keyOf(author, key ?? ''));
}

export function keyOf(author: string, key: string): string {
  return `${author} ${key}`;
}
