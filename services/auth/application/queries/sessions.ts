import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { MAX_SESSIONS } from '../../domain/open-session.ts';
import type { CallerSession } from '../accounts.ts';
import type { SessionDocument } from '../projections.ts';

/** The user's open sessions, the most recently used first. */
export async function listSessions(reader: ProjectionReader, clock: Clock, userId: string): Promise<SessionDocument[]> {
  const sessions = await reader.find<SessionDocument>('sessions', {
    index: 'key',
    equal: [userId],
    limit: 2 * MAX_SESSIONS,
  });
  return sessions
    .filter((session) => session.expiresAtMs > clock.now())
    .sort((a, b) => b.refreshedAtMs - a.refreshedAtMs);
}

/**
 * Whether the session of an access token is still open: this service knows better than any token.
 */
export async function isSessionOpen(reader: ProjectionReader, clock: Clock, caller: CallerSession): Promise<boolean> {
  const session = await reader.get<SessionDocument>('sessions', [caller.userId, caller.sessionId]);
  return session !== undefined && session.expiresAtMs > clock.now();
}
