import { logout } from '../../domain/logout.ts';
import { revokeSession } from '../../domain/revoke-session.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { SessionRevoked } from '../../domain/user-events.ts';
import { type Accounts, type Caller, ofUser, type RequestIds } from '../accounts.ts';

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
  { runner, ids }: Accounts,
  { command, decide, sessionId }: Ending,
  { caller: { userId }, request }: { caller: Caller; request: RequestIds },
): Promise<void> {
  const stream = userStream(userId);
  const commandId = request.commandId ?? ids.next();
  await runner.run({
    meta: { actor: userId, commandId, correlationId: request.correlationId, command },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, { hold, atMs }) {
      const events = decide(hold<UserState>(stream).state, { sessionId, atMs });
      return { events: ofUser(userId, events), result: null };
    },
  });
}
