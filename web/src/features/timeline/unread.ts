import type { IncomingMessage } from './timeline.ts';

/**
 * Behind which message the unread line stands for a viewer who comes back: `lastReadSeq`, or null where the newest messages are all
 * read or their own.
 */
export function unreadAfter(
  newest: readonly IncomingMessage[],
  { lastReadSeq, viewerId }: { lastReadSeq: number; viewerId: string },
): number | null {
  return newest.some(({ seq, author }) => seq > lastReadSeq && author.id !== viewerId) ? lastReadSeq : null;
}
