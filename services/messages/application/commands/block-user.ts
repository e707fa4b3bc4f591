import { foldName } from '@confab/runtime/kernel/names/name';
import { type BlockUser, decideBlockUser } from '../../domain/block-user.ts';
import type { InboxState } from '../../domain/inbox.ts';
import { inboxStream } from '../../domain/timeline-id.ts';
import { decideUnblockUser } from '../../domain/unblock-user.ts';
import type { Caller } from '../ports.ts';
import { type CommandContext, metaOf } from './command-context.ts';

/**
 * The name of the other user, in any letter case. NOT_FOUND where there is none; a closed account
 * is one.
 */
export interface BlockUserInput {
  username: string;
}

/** From here on nothing that this user does reaches the caller's inbox. */
export function blockUser(context: CommandContext, caller: Caller, input: BlockUserInput): Promise<void> {
  return change(context, caller, { ...input, command: 'BlockUser', decide: decideBlockUser });
}

export function unblockUser(context: CommandContext, caller: Caller, input: BlockUserInput): Promise<void> {
  return change(context, caller, { ...input, command: 'UnblockUser', decide: decideUnblockUser });
}

type Decide = typeof decideBlockUser | typeof decideUnblockUser;

async function change(
  context: CommandContext,
  caller: Caller,
  { username, command, decide }: BlockUserInput & { command: string; decide: Decide },
): Promise<void> {
  const { userId } = caller;
  const { hydrations, timelines, runner } = context;
  await runner.run<BlockUser, null>({
    meta: metaOf(context, caller, { command, says: () => [foldName(username)] }),
    prepare: async () => ({ userId, blockedId: await timelines.user(caller, username) }),
    streams: () => [inboxStream(userId)],
    hydrate: ({ blockedId }) => [hydrations.block(userId, blockedId), hydrations.blockCount(userId)],
    decide: (prepared, { hold }) => decide(hold<InboxState>(inboxStream(userId)).state, prepared),
  });
}
