import { foldName } from '@confab/runtime/kernel/names/name';
import type { Message } from '../../domain/message.ts';
import {
  assertNotToOneself,
  decideSendDirectMessage,
  type SendDirectMessage,
} from '../../domain/send-direct-message.ts';
import { checkIdempotencyKey, checkText, comparableText } from '../../domain/text.ts';
import type { TimelineState } from '../../domain/timeline.ts';
import { conversationId, inboxStream, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { answeredSeq } from './answered-seq.ts';
import { blockHydrations, blocksBetween } from './blocks-between.ts';
import { type CommandContext, metaOf, runForMessage } from './command-context.ts';

export interface SendDirectMessageInput {
  /** Name of the recipient, in any letter case. */
  to: string;
  text: string;
  replyToId?: string | undefined;
  idempotencyKey?: string | undefined;
}

/**
 * Stores a private message in the conversation and both inboxes. NOT_FOUND for a recipient who does
 * not exist, CONFLICT for one whom the author blocks. Of being blocked by the recipient the author
 * learns nothing.
 */
export async function sendDirectMessage(
  context: CommandContext,
  caller: Caller,
  input: SendDirectMessageInput,
): Promise<Message> {
  const idempotencyKey = input.idempotencyKey === undefined ? undefined : checkIdempotencyKey(input.idempotencyKey);
  const authorId = caller.userId;
  return runForMessage<SendDirectMessage & { timelineId: string }>(context, {
    meta: metaOf(context, caller, {
      command: 'SendDirectMessage',
      key: idempotencyKey,
      says: () => [foldName(input.to), comparableText(input.text), input.replyToId],
    }),
    async prepare() {
      const text = checkText(input.text);
      const recipientId = await context.timelines.user(caller, input.to);
      assertNotToOneself(authorId, recipientId);
      const timelineId = conversationId(authorId, recipientId);
      const replyTo = answeredSeq(timelineId, input.replyToId);
      return { timelineId, authorId, recipientId, text, replyTo, idempotencyKey };
    },
    streams: ({ timelineId, recipientId }) => [
      timelineStream(timelineId),
      inboxStream(authorId),
      inboxStream(recipientId),
    ],
    hydrate: ({ timelineId, recipientId, replyTo }) => [
      ...blockHydrations(context, { actorId: authorId, peerId: recipientId }),
      ...(replyTo === undefined ? [] : [context.hydrations.message({ timelineId, seq: replyTo })]),
    ],
    decide(command, context) {
      const timeline = context.hold<TimelineState>(timelineStream(command.timelineId));
      const blocks = blocksBetween(context, { actorId: authorId, peerId: command.recipientId });
      return decideSendDirectMessage({ timeline, blocks }, command, context);
    },
  });
}
