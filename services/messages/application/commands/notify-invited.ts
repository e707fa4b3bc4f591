import type { Call } from '@confab/runtime/network/rpc/call';
import type { InboxState } from '../../domain/inbox.ts';
import { decideNotifyInvitationEnded, type NotifyInvitationEnded } from '../../domain/notify-invitation-ended.ts';
import { assertIsUser, decideNotifyInvited, type NotifyInvited } from '../../domain/notify-invited.ts';
import { inboxStream } from '../../domain/timeline-id.ts';
import { type CommandContext, metaOf } from './command-context.ts';

/** Puts an invitation into a user's inbox, once for a command id. */
export async function notifyInvited(context: CommandContext, call: Call, input: NotifyInvited): Promise<void> {
  await context.runner.run<NotifyInvited, null>({
    meta: metaOf(
      context,
      { userId: input.byId, call },
      { command: 'NotifyInvited', says: () => [input.userId, input.roomId] },
    ),
    async prepare() {
      assertIsUser(input.userId);
      return input;
    },
    streams: ({ userId }) => [inboxStream(userId)],
    hydrate: ({ userId, byId }) => [context.hydrations.block(userId, byId)],
    decide: (command, { hold }) => decideNotifyInvited(hold<InboxState>(inboxStream(command.userId)).state, command),
  });
}

/**
 * Says in a user's inbox that their invitation has ended. It is the user's own command, whoever
 * ended it: the end of a room ends the invitations of many with one id.
 */
export async function notifyInvitationEnded(
  context: CommandContext,
  call: Call,
  input: NotifyInvitationEnded,
): Promise<void> {
  await context.runner.run<NotifyInvitationEnded, null>({
    meta: metaOf(
      context,
      { userId: input.userId, call },
      { command: 'NotifyInvitationEnded', says: () => [input.userId, input.roomId] },
    ),
    async prepare() {
      assertIsUser(input.userId);
      return input;
    },
    streams: ({ userId }) => [inboxStream(userId)],
    hydrate: ({ userId, roomId }) => [context.hydrations.invitation(userId, roomId)],
    decide: (command, { hold }) =>
      decideNotifyInvitationEnded(hold<InboxState>(inboxStream(command.userId)).state, command),
  });
}
