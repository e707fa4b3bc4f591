import { foldName } from '@confab/runtime/kernel/names/name';
import type { Message } from '../../domain/message.ts';
import { decidePostMessage, type PostMessage } from '../../domain/post-message.ts';
import { checkIdempotencyKey, checkText, comparableText } from '../../domain/text.ts';
import type { TimelineState } from '../../domain/timeline.ts';
import { inboxStream, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { answeredSeq } from './answered-seq.ts';
import { type CommandContext, inboxesOf, metaOf, runForMessage } from './command-context.ts';

export interface PostMessageInput {
  /** Name of the room, in any letter case. */
  room: string;
  text: string;
  replyToId?: string | undefined;
  idempotencyKey?: string | undefined;
}

const NOBODY: readonly string[] = [];
const NOTHING: readonly [] = [];

/**
 * Posts to a room. A hot room without mentions and replies costs one question about rights and one
 * decision.
 */
export async function postMessage(context: CommandContext, caller: Caller, input: PostMessageInput): Promise<Message> {
  const idempotencyKey = input.idempotencyKey === undefined ? undefined : checkIdempotencyKey(input.idempotencyKey);
  return runForMessage<PostMessage>(context, {
    meta: metaOf(context, caller, {
      command: 'PostMessage',
      key: idempotencyKey,
      says: () => [foldName(input.room), comparableText(input.text), input.replyToId],
    }),
    async prepare() {
      const text = checkText(input.text);
      const { timelineId, roomName = '', rights } = await context.timelines.room(caller, input.room);
      const asksWhom = rights.canPost && text.includes('@');
      return {
        timelineId,
        roomName,
        rights,
        authorId: caller.userId,
        text,
        replyTo: answeredSeq(timelineId, input.replyToId),
        idempotencyKey,
        mentioned: asksWhom
          ? await context.mentions.inRoom({ roomId: timelineId, text, authorId: caller.userId }, caller)
          : NOBODY,
      };
    },
    streams: ({ timelineId, mentioned }) =>
      mentioned.length === 0
        ? [timelineStream(timelineId)]
        : [timelineStream(timelineId), ...mentioned.map(inboxStream)],
    hydrate: ({ timelineId, replyTo, mentioned }) => {
      if (replyTo === undefined && mentioned.length === 0) return NOTHING;
      const answered = replyTo === undefined ? [] : [context.hydrations.message({ timelineId, seq: replyTo })];
      return [...answered, ...mentioned.map((userId) => context.hydrations.block(userId, caller.userId))];
    },
    decide(command, context) {
      const timeline = context.hold<TimelineState>(timelineStream(command.timelineId));
      return decidePostMessage({ timeline, inboxOf: inboxesOf(context) }, command, context);
    },
  });
}
