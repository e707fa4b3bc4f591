import { type Decision, type Moment, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { liveSession, type UserState } from './user.ts';
import type { SessionRevoked } from './user-events.ts';

export interface Logout {
  sessionId: string;
}

/** Ends the session the user asks from. Nothing happens if it has ended already. */
export function decideLogout(state: UserState, { sessionId }: Logout, { atMs }: Moment): Decision<SessionRevoked> {
  if (!liveSession(state, sessionId, atMs)) return UNCHANGED;
  return { events: [{ type: 'SessionRevoked', data: { sessionId, reason: 'LOGOUT' } }], result: null };
}
