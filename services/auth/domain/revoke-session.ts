import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { liveSession, type UserState } from './user.ts';
import type { SessionRevoked } from './user-events.ts';

export interface RevokeSession {
  sessionId: string;
}

/**
 * Ends one session of the user, on their demand. Throws NOT_FOUND unless it is one of theirs and
 * still open.
 */
export function decideRevokeSession(
  state: UserState,
  { sessionId }: RevokeSession,
  { atMs }: Moment,
): Decision<SessionRevoked> {
  if (!liveSession(state, sessionId, atMs)) throw new AppError('NOT_FOUND', 'There is no such session.');
  return { events: [{ type: 'SessionRevoked', data: { sessionId, reason: 'REVOKED' } }], result: null };
}
