import { logout } from '../../domain/logout.ts';
import { revokeSession } from '../../domain/revoke-session.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { SessionRevoked } from '../../domain/user-events.ts';
import { type Accounts, type Caller, metaOf, ofUser, type RequestIds } from '../accounts.ts';

type Decide = (state: UserState, command: { sessionId: string; atMs: number }) => readonly SessionRevoked[];

interface Ending {
  command: 'Logout' | 'RevokeSession';
  decide: Decide;
  sessionId: string;
}

/** Ends the caller's own session; does nothing if it has ended. */
export function logoutCaller(accounts: Accounts, caller: Caller, request: RequestIds): Promise<void> {
  return end(accounts, { command: 'Logout', decide: logout, sessionId: caller.sessionId }, { caller, request });
}

/** Ends a session of the caller's. Throws NOT_FOUND unless it is one of theirs and still open. */
export function revokeOwnSession(
  accounts: Accounts,
  sessionId: string,
  by: { caller: Caller; request: RequestIds },
): Promise<void> {
  return end(accounts, { command: 'RevokeSession', decide: revokeSession, sessionId }, by);
}

async function end(
  accounts: Accounts,
  { command, decide, sessionId }: Ending,
  { caller, request }: { caller: Caller; request: RequestIds },
): Promise<void> {
  const { userId } = caller;
  const stream = userStream(userId);
  await accounts.runner.run({
    meta: metaOf(accounts, caller, { request, command, says: [sessionId] }),
    prepare: async () => {},
    streams: () => [stream],
    decide(_, { hold, atMs }) {
      const events = decide(hold<UserState>(stream).state, { sessionId, atMs });
      return { events: ofUser(userId, events), result: null };
    },
  });
}
