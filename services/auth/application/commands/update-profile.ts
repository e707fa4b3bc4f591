import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { parseDisplayName } from '@confab/runtime/kernel/names/display-name';
import { decideChangeDisplayName } from '../../domain/change-display-name.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import { type Accounts, type CallerSession, metaOf, type RequestIds } from '../accounts.ts';
import { type UserView, viewOf } from '../user-view.ts';

/**
 * Shows the caller under another name; resolves to what they look like then. Throws BAD_USER_INPUT
 * naming `displayName`.
 */
export async function updateOwnProfile(
  accounts: Accounts,
  input: { displayName: string },
  { caller, request }: { caller: CallerSession; request: RequestIds },
): Promise<UserView> {
  const displayName = parseDisplayName(input.displayName);
  const stream = userStream(caller.userId);
  return accounts.runner.run<void, UserView>({
    meta: metaOf(accounts, caller, { request, command: 'UpdateProfile', says: [displayName] }),
    prepare: async () => {},
    streams: () => [stream],
    decide(_, { hold }) {
      const { state } = hold<UserState>(stream);
      const changed = addressed(stream, decideChangeDisplayName(state, { displayName }));
      return { ...changed, result: { ...viewOf(state), displayName } };
    },
  });
}
