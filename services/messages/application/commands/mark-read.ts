import { decideMarkRead, type MarkRead } from '../../domain/mark-read.ts';
import { isShownTo } from '../../domain/message.ts';
import { inboxStream, peerOf, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { findLastLiving } from '../projections/counts.ts';
import { findMessages } from '../projections/messages.ts';
import { shownMessages } from '../projections/shown-messages.ts';
import { type CommandContext, inboxesOf, metaOf } from './command-context.ts';
import { type Marked, type MarkTarget, timelineOf, validSeq } from './marked-timeline.ts';

/**
 * Moves the caller's read marker, at most to the timeline's head on disk, and not among messages
 * that are withheld from the caller at its end. Returns where the marker is then.
 */
export async function markRead(
  context: CommandContext,
  caller: Caller,
  { target, seq }: { target: MarkTarget; seq: number },
): Promise<Marked> {
  validSeq(seq);
  const { userId } = caller;
  const timelineId = await timelineOf(context, caller, target);
  const { lastReadSeq } = await context.runner.run<MarkRead, { lastReadSeq: number }>({
    meta: metaOf(context, caller, { command: 'MarkRead', says: () => [timelineId, seq] }),
    async prepare() {
      const head = Math.min(seq, await context.store.head(timelineStream(timelineId)));
      const peerId = peerOf(timelineId, userId);
      if (peerId === undefined) return { userId, timelineId, seq: head };
      const upTo = await beforeWithheld(context, { userId, timelineId, head });
      const lastMessageSeq = await findLastLiving(context.store.projections, { timelineId, authorId: peerId, upTo });
      return { userId, timelineId, seq: upTo, peer: { userId: peerId, lastMessageSeq } };
    },
    streams: ({ peer }) => (peer ? [inboxStream(userId), inboxStream(peer.userId)] : [inboxStream(userId)]),
    hydrate: ({ peer }) => {
      const marker = context.hydrations.marker(userId, timelineId);
      return peer ? [marker, context.hydrations.delivery(peer.userId, timelineId)] : [marker];
    },
    decide: (command, context) => {
      const inboxOf = inboxesOf(context);
      return decideMarkRead(
        { inbox: inboxOf(userId), peerInbox: command.peer && inboxOf(command.peer.userId) },
        command,
      );
    },
  });
  return { timelineId, lastReadSeq };
}

/**
 * Whoever asks to read everything is not told by the answer that something is withheld from them.
 */
async function beforeWithheld(
  { store }: CommandContext,
  { userId, timelineId, head }: { userId: string; timelineId: string; head: number },
): Promise<number> {
  const range = { lessThan: head + 1, order: 'descending', limit: 1 } as const;
  const [last] = await findMessages(store.projections, timelineId, range);
  if (!last || isShownTo(last, userId)) return head;
  const [shown] = await shownMessages(store.projections, { timelineId, readerId: userId }).find(range);
  return shown?.seq ?? 0;
}
