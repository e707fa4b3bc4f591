import { emojiForm } from '@confab/text/emoji';
import type { Blocks } from '../../domain/blocks.ts';
import type { DecidedMessage, Held } from '../../domain/decided.ts';
import { deleteMessage as decideDelete } from '../../domain/delete-message.ts';
import { checkEmoji } from '../../domain/emoji.ts';
import type { Message, MessageKey } from '../../domain/message.ts';
import { addReaction as decideAdd, removeReaction as decideRemove } from '../../domain/react.ts';
import type { Rights } from '../../domain/rights.ts';
import type { TimelineState } from '../../domain/timeline.ts';
import type { InRoom } from '../../domain/timeline-events.ts';
import { inboxStream, participantsOf, peerOf, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { blockHydrations, blocksBetween } from './blocks-between.ts';
import { type CommandContext, messageKeyOf, metaOf, runForMessage } from './command-context.ts';

/** A change to one message, as its decision takes it. */
type Change<Input> = MessageKey &
  InRoom & { userId: string; isAdmin: boolean; rights: Rights; blocks?: Blocks } & Input;

interface ChangeOptions<Input> {
  command: string;
  id: string;
  /** The rest of the input, as repeats of the command are compared. */
  says?: () => string;
  /** Checks the rest of the input. */
  check(): Input;
  /** Whether the decision needs the caller's own reactions. */
  reactions?: boolean;
  decide(timeline: Held<TimelineState>, change: Change<Input>, atMs: number): DecidedMessage;
}

export function deleteMessage(context: CommandContext, caller: Caller, { id }: { id: string }): Promise<Message> {
  return changeMessage(context, caller, { command: 'DeleteMessage', id, check: () => ({}), decide: decideDelete });
}

interface ReactionInput {
  id: string;
  emoji: string;
}

export function addReaction(context: CommandContext, caller: Caller, input: ReactionInput): Promise<Message> {
  return react(context, caller, { ...input, command: 'AddReaction', decide: decideAdd });
}

export function removeReaction(context: CommandContext, caller: Caller, input: ReactionInput): Promise<Message> {
  return react(context, caller, { ...input, command: 'RemoveReaction', decide: decideRemove });
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

/** Everything done to one message: its part of the timeline is hydrated, and both inboxes are written where it is a private one. */
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
      const { roomName, rights } = await context.places.of(caller, key.timelineId);
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
    decide(change, { hold, atMs }) {
      const timeline = hold<TimelineState>(timelineStream(change.timelineId));
      const peerId = peerOf(change.timelineId, userId);
      if (peerId === undefined) return decide(timeline, change, atMs);
      return decide(timeline, { ...change, blocks: blocksBetween({ hold }, { actorId: userId, peerId }) }, atMs);
    },
  });
}
