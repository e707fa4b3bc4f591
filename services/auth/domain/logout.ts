import { liveSession, type UserState } from './user.ts';
import type { SessionRevoked } from './user-events.ts';

export interface Logout {
  sessionId: string;
  atMs: number;
}

/** Ends the session the user asks from. Nothing happens if it has ended already. */
export function logout(state: UserState, { sessionId, atMs }: Logout): readonly SessionRevoked[] {
  if (!liveSession(state, sessionId, atMs)) return [];
  return [{ type: 'SessionRevoked', data: { sessionId, reason: 'LOGOUT' } }];
}
