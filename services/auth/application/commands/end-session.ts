import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { decideLogout } from '../../domain/logout.ts';
import { decideRevokeSession } from '../../domain/revoke-session.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import { type Accounts, type CallerSession, metaOf, type RequestIds } from '../accounts.ts';

interface Ending {
  command: 'Logout' | 'RevokeSession';
  decide: typeof decideLogout;
  sessionId: string;
}

/** Ends the caller's own session; does nothing if it has ended. */
export function logoutCaller(accounts: Accounts, caller: CallerSession, request: RequestIds): Promise<void> {
  return end(accounts, { command: 'Logout', decide: decideLogout, sessionId: caller.sessionId }, { caller, request });
}

/** Ends a session of the caller's. Throws NOT_FOUND unless it is one of theirs and still open. */
export function revokeOwnSession(
  accounts: Accounts,
  sessionId: string,
  by: { caller: CallerSession; request: RequestIds },
): Promise<void> {
  return end(accounts, { command: 'RevokeSession', decide: decideRevokeSession, sessionId }, by);
}

async function end(
  accounts: Accounts,
  { command, decide, sessionId }: Ending,
  { caller, request }: { caller: CallerSession; request: RequestIds },
): Promise<void> {
  const stream = userStream(caller.userId);
  await accounts.runner.run({
    meta: metaOf(accounts, caller, { request, command, says: [sessionId] }),
    prepare: async () => {},
    streams: () => [stream],
    decide: (_, context) => addressed(stream, decide(context.hold<UserState>(stream).state, { sessionId }, context)),
  });
}
