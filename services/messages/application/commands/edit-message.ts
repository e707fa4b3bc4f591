import { decideEditMessage, type EditMessage } from '../../domain/edit-message.ts';
import { type Message, type MessageKey, stateOf } from '../../domain/message.ts';
import { checkText, comparableText } from '../../domain/text.ts';
import type { TimelineState } from '../../domain/timeline.ts';
import { inboxStream, participantsOf, peerOf, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { findMentioned } from '../projections/mentions.ts';
import { readMessage } from '../projections/messages.ts';
import { blockHydrations, blocksBetween } from './blocks-between.ts';
import { type CommandContext, inboxesOf, messageKeyOf, metaOf, runForMessage } from './command-context.ts';

interface EditInput {
  id: string;
  text: string;
}

/** What a decision on an edit takes, without what is held at that moment. */
interface Edit extends Omit<EditMessage, 'mentions'> {
  authorId: string;
  mentioned: readonly string[];
  mentionedBefore: readonly string[];
  /** The state of the message that `mentionedBefore` belongs to. */
  stateBefore?: string | undefined;
}

const NOBODY: readonly string[] = [];

/**
 * Edits a message. In a room, whoever it mentions from now on is told in the same commit, and
 * whoever it mentions no more.
 */
export function editMessage(context: CommandContext, caller: Caller, input: EditInput): Promise<Message> {
  const { userId } = caller;
  return runForMessage<Edit>(context, {
    meta: metaOf(context, caller, { command: 'EditMessage', says: () => [input.id, comparableText(input.text)] }),
    prepare: () => prepare(context, caller, input),
    streams: ({ timelineId, mentioned, mentionedBefore }) => [
      timelineStream(timelineId),
      ...[...new Set([...(participantsOf(timelineId) ?? []), ...mentioned, ...mentionedBefore])].map(inboxStream),
    ],
    hydrate({ authorId, mentioned, mentionedBefore, ...key }) {
      const { hydrations } = context;
      const peerId = peerOf(key.timelineId, userId);
      return [
        hydrations.message(key),
        ...(peerId === undefined ? [] : blockHydrations(context, { actorId: userId, peerId })),
        ...[...new Set([...mentioned, ...mentionedBefore])].map((id) => hydrations.mention(id, key)),
        ...mentioned.flatMap((id) => [...new Set([authorId, userId])].map((by) => hydrations.block(id, by))),
      ];
    },
    decide({ mentioned, mentionedBefore, stateBefore, ...edit }, context) {
      const timeline = context.hold<TimelineState>(timelineStream(edit.timelineId));
      const peerId = peerOf(edit.timelineId, userId);
      if (peerId !== undefined) {
        const blocks = blocksBetween(context, { actorId: userId, peerId });
        return decideEditMessage({ timeline, blocks }, edit, context);
      }
      const { message } = timeline.state.messages.get(edit.seq) ?? {};
      if ((message && stateOf(message)) !== stateBefore) return 'outdated';
      const mentions = { mentioned, mentionedBefore };
      return decideEditMessage({ timeline, inboxOf: inboxesOf(context) }, { ...edit, mentions }, context);
    },
  });
}

async function prepare(context: CommandContext, caller: Caller, input: EditInput): Promise<Edit> {
  const { userId, isAdmin } = caller;
  const text = checkText(input.text);
  const key = messageKeyOf(input.id);
  const { roomName, rights } = await context.timelines.of(caller, key.timelineId);
  const edit = { ...key, userId, isAdmin, rights, text };
  if (roomName === undefined) return { ...edit, authorId: userId, mentioned: NOBODY, mentionedBefore: NOBODY };
  return { ...edit, roomName, ...(await concerned(context, caller, { key, text })) };
}

/**
 * Whom an edit may have to tell. Nobody is looked up for who may not edit the message: the decision
 * refuses it.
 */
async function concerned(
  { store, mentions }: CommandContext,
  caller: Caller,
  { key, text }: { key: MessageKey; text: string },
): Promise<Pick<Edit, 'authorId' | 'mentioned' | 'mentionedBefore' | 'stateBefore'>> {
  const before = (await readMessage(store.projections, key))?.message;
  const authorId = before?.authorId;
  const stateBefore = before && stateOf(before);
  if (authorId === undefined || (authorId !== caller.userId && !caller.isAdmin)) {
    return { authorId: caller.userId, mentioned: NOBODY, mentionedBefore: NOBODY, stateBefore };
  }
  const [mentioned, mentionedBefore] = await Promise.all([
    mentions.inRoom({ roomId: key.timelineId, text, authorId }, caller),
    findMentioned(store.projections, key),
  ]);
  return { authorId, mentioned, mentionedBefore, stateBefore };
}
