import type { UserState } from './user.ts';
import type { RevocationReason, SessionRevoked } from './user-events.ts';

/** Ends every session of the user that is open at this time. */
export function endSessions(
  { sessions }: UserState,
  { reason, atMs }: { reason: RevocationReason; atMs: number },
): readonly SessionRevoked[] {
  return sessions
    .filter(({ expiresAtMs }) => expiresAtMs > atMs)
    .map(({ id }) => ({ type: 'SessionRevoked', data: { sessionId: id, reason } }));
}
