import type { Moment } from '@confab/runtime/eventlog/decider/decider';
import { emojiForm } from '@confab/text/emoji';
import { decideAddReaction } from '../../domain/add-reaction.ts';
import { decideDeleteMessage } from '../../domain/delete-message.ts';
import { checkEmoji } from '../../domain/emoji.ts';
import type { Message, MessageKey } from '../../domain/message.ts';
import type { MessageDecision, MessageStates } from '../../domain/message-decision.ts';
import { decideRemoveReaction } from '../../domain/remove-reaction.ts';
import type { Rights } from '../../domain/rights.ts';
import type { TimelineState } from '../../domain/timeline.ts';
import type { InRoom } from '../../domain/timeline-events.ts';
import { inboxStream, participantsOf, peerOf, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { blockHydrations, blocksBetween } from './blocks-between.ts';
import { type CommandContext, messageKeyOf, metaOf, runForMessage } from './command-context.ts';

/** A change to one message, as its decision takes it. */
type Change<Input> = MessageKey & InRoom & { userId: string; isAdmin: boolean; rights: Rights } & Input;

interface ChangeOptions<Input> {
  command: string;
  id: string;
  /** The rest of the input, as repeats of the command are compared. */
  says?: () => string;
  /** Checks the rest of the input. */
  check(): Input;
  /** Whether the decision needs the caller's own reactions. */
  reactions?: boolean;
  decide(states: MessageStates, change: Change<Input>, context: Moment): MessageDecision;
}

export function deleteMessage(context: CommandContext, caller: Caller, { id }: { id: string }): Promise<Message> {
  return changeMessage(context, caller, {
    command: 'DeleteMessage',
    id,
    check: () => ({}),
    decide: decideDeleteMessage,
  });
}

interface ReactionInput {
  id: string;
  emoji: string;
}

export function addReaction(context: CommandContext, caller: Caller, input: ReactionInput): Promise<Message> {
  return react(context, caller, { ...input, command: 'AddReaction', decide: decideAddReaction });
}

export function removeReaction(context: CommandContext, caller: Caller, input: ReactionInput): Promise<Message> {
  return react(context, caller, { ...input, command: 'RemoveReaction', decide: decideRemoveReaction });
}

function react(
  context: CommandContext,
  caller: Caller,
  { emoji, ...reaction }: ReactionInput & Pick<ChangeOptions<{ emoji: string }>, 'command' | 'decide'>,
): Promise<Message> {
  return changeMessage(context, caller, {
    ...reaction,
    says: () => emojiForm(emoji),
    check: () => ({ emoji: checkEmoji(emoji) }),
    reactions: true,
  });
}

/**
 * Everything done to one message: its part of the timeline is hydrated, and both inboxes are
 * written where it is a private one.
 */
function changeMessage<Input>(
  context: CommandContext,
  caller: Caller,
  { command, id, says, check, reactions = false, decide }: ChangeOptions<Input>,
): Promise<Message> {
  const { userId, isAdmin } = caller;
  return runForMessage<Change<Input>>(context, {
    meta: metaOf(context, caller, { command, says: () => [id, says?.()] }),
    async prepare() {
      const input = check();
      const key = messageKeyOf(id);
      const { roomName, rights } = await context.timelines.of(caller, key.timelineId);
      return { ...key, ...(roomName === undefined ? {} : { roomName }), userId, isAdmin, rights, ...input };
    },
    streams: ({ timelineId }) => [
      timelineStream(timelineId),
      ...(participantsOf(timelineId) ?? []).map((participant) => inboxStream(participant)),
    ],
    hydrate(key) {
      const peerId = peerOf(key.timelineId, userId);
      return [
        context.hydrations.message(key),
        ...(reactions ? [context.hydrations.reactions(key, userId)] : []),
        ...(peerId === undefined ? [] : blockHydrations(context, { actorId: userId, peerId })),
      ];
    },
    decide(change, context) {
      const timeline = context.hold<TimelineState>(timelineStream(change.timelineId));
      const peerId = peerOf(change.timelineId, userId);
      if (peerId === undefined) return decide({ timeline }, change, context);
      return decide({ timeline, blocks: blocksBetween(context, { actorId: userId, peerId }) }, change, context);
    },
  });
}
