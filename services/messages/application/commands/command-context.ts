import { digestOf, type Payload } from '@confab/runtime/eventlog/decider/digest';
import type { Command, CommandMeta, CommandRunner, DecideContext } from '@confab/runtime/eventlog/decider/port';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { InboxOf, InboxState } from '../../domain/inbox.ts';
import { asSeenBy, type Message, type MessageKey } from '../../domain/message.ts';
import type { MessageDecision } from '../../domain/message-decision.ts';
import { noSuchMessage } from '../../domain/rights.ts';
import { inboxStream, parseMessageId } from '../../domain/timeline-id.ts';
import type { Hydrations } from '../hydrations.ts';
import type { Mentions } from '../mentions.ts';
import type { Caller } from '../ports.ts';
import { readMessage } from '../projections/messages.ts';
import type { TimelineAccess } from '../timeline-access.ts';

/** What every command needs. */
export interface CommandContext {
  runner: CommandRunner;
  store: EventStore;
  hydrations: Hydrations;
  timelines: TimelineAccess;
  mentions: Mentions;
  ids: Ids;
}

/**
 * The call's own command id; else the author's key, which is meant to be one; else a new one. An id
 * of the caller's stands for what the command `says`: everything it asks for besides its kind, as
 * the caller wrote it, in the form in which repeats are compared. What it refers to (the room
 * behind a name) is not looked up: a repeat gets its answer even where that has gone.
 */
export function metaOf(
  { ids }: Pick<CommandContext, 'ids'>,
  { userId, call }: Pick<Caller, 'userId' | 'call'>,
  { command, key, says }: { command: string; key?: string | undefined; says: () => Payload },
): CommandMeta {
  const given = call.commandId ?? key;
  const digest = given === undefined ? undefined : digestOf(given, says());
  return { actor: userId, commandId: given ?? ids.next(), correlationId: call.correlationId, command, digest };
}

type MessageCommand<Prepared> = Omit<Command<Prepared, MessageKey>, 'decide'> & {
  decide(prepared: Prepared, context: DecideContext): MessageDecision | 'outdated';
};

/**
 * Runs a command on one message and returns the message after it, as its actor sees it. What is
 * kept of a command is the message's key alone: its text stays out of the record, and a repeat is
 * answered with the message as it stands then, read anew.
 */
export async function runForMessage<Prepared>(
  { runner, store }: Pick<CommandContext, 'runner' | 'store'>,
  command: MessageCommand<Prepared>,
): Promise<Message> {
  let latest: MessageDecision | undefined;
  const key = await runner.run<Prepared, MessageKey>({
    ...command,
    decide(prepared, context) {
      const decided = command.decide(prepared, context);
      latest = decided === 'outdated' ? undefined : decided;
      return decided;
    },
  });
  const stored =
    latest && latest.result === key ? latest.message : (await readMessage(store.projections, key))?.message;
  const seen = stored && asSeenBy(stored, command.meta.actor);
  if (!seen) throw new AppError('INTERNAL', 'A message that was answered with is not there.');
  return seen;
}

/** The inboxes that a command holds. */
export function inboxesOf({ hold }: DecideContext): InboxOf {
  return (userId) => hold<InboxState>(inboxStream(userId)).state;
}

/** NOT_FOUND for what cannot be a message's id. */
export function messageKeyOf(id: string): MessageKey {
  const key = parseMessageId(id);
  if (!key) throw noSuchMessage();
  return key;
}
