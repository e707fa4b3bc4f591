import type { InboxState } from '../../domain/inbox.ts';
import { decideMarkUnread, type MarkUnread } from '../../domain/mark-unread.ts';
import { inboxStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { type CommandContext, metaOf } from './command-context.ts';
import { type Marked, type MarkTarget, timelineOf, validSeq } from './marked-timeline.ts';

/** Moves the caller's read marker back to before a message. Returns where the marker is then. */
export async function markUnread(
  context: CommandContext,
  caller: Caller,
  { target, seq }: { target: MarkTarget; seq: number },
): Promise<Marked> {
  validSeq(seq);
  const { userId } = caller;
  const timelineId = await timelineOf(context, caller, target);
  const { lastReadSeq } = await context.runner.run<MarkUnread, { lastReadSeq: number }>({
    meta: metaOf(context, caller, { command: 'MarkUnread', says: () => [timelineId, seq] }),
    prepare: async () => ({ userId, timelineId, seq }),
    streams: () => [inboxStream(userId)],
    hydrate: () => [context.hydrations.marker(userId, timelineId)],
    decide: (command, { hold }) => decideMarkUnread(hold<InboxState>(inboxStream(userId)).state, command),
  });
  return { timelineId, lastReadSeq };
}
