import { changeDisplayName } from '../../domain/change-display-name.ts';
import { parseDisplayName } from '../../domain/display-name.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import { type Accounts, type Caller, ofUser, type RequestIds } from '../accounts.ts';
import { type UserView, viewOf } from '../user-view.ts';

/** Shows the caller under another name; resolves to what they look like then. Throws BAD_USER_INPUT naming `displayName`. */
export async function updateOwnProfile(
  { runner, ids }: Accounts,
  input: { displayName: string },
  { caller: { userId }, request }: { caller: Caller; request: RequestIds },
): Promise<UserView> {
  const displayName = parseDisplayName(input.displayName);
  const stream = userStream(userId);
  const commandId = request.commandId ?? ids.next();
  return runner.run<void, UserView>({
    meta: { actor: userId, commandId, correlationId: request.correlationId, command: 'UpdateProfile' },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, { hold }) {
      const { state } = hold<UserState>(stream);
      const events = changeDisplayName(state, { displayName });
      return { events: ofUser(userId, events), result: { ...viewOf(state), displayName } };
    },
  });
}
