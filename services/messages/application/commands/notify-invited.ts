import type { Call } from '@confab/runtime/rpc/call';
import type { InboxState } from '../../domain/inbox.ts';
import { assertIsUser, notifyInvited as decide, type NotifyInvited } from '../../domain/notify-invited.ts';
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
    decide: (command, { hold }) => decide(hold<InboxState>(inboxStream(command.userId)), command),
  });
}
