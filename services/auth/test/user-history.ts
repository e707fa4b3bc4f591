import type { NewSession } from '../domain/open-session.ts';
import type {
  AccountDeleted,
  PasswordChanged,
  PasswordResetCreated,
  RevocationReason,
  ServerRoleChanged,
  SessionOpened,
  SessionRefreshed,
  SessionRevoked,
  UserBanned,
  UserRegistered,
} from '../domain/user-events.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** What sessions of these histories live for from their opening or last exchange. */
export const LIFETIME_MS = 30 * DAY_MS;

export const registered: UserRegistered = {
  type: 'UserRegistered',
  data: {
    userId: 'u1',
    username: 'Ada',
    folded: 'ada',
    displayName: 'Ada L.',
    role: 'MEMBER',
    passwordHash: 'hash-1',
  },
};

/** The session's family is `family-<id>`, its first token `<id>-token-1`. */
export function newSession(id: string, atMs: number): NewSession {
  return {
    sessionId: id,
    familyHash: `family-${id}`,
    tokenHash: `${id}-token-1`,
    expiresAtMs: atMs + LIFETIME_MS,
    device: null,
  };
}

export function opened(id: string, atMs: number): readonly [number, SessionOpened] {
  return [atMs, { type: 'SessionOpened', data: newSession(id, atMs) }];
}

export function refreshed(id: string, atMs: number, from: number, to: number): readonly [number, SessionRefreshed] {
  const data = {
    sessionId: id,
    fromHash: `${id}-token-${from}`,
    tokenHash: `${id}-token-${to}`,
    expiresAtMs: atMs + LIFETIME_MS,
  };
  return [atMs, { type: 'SessionRefreshed', data }];
}

export function revoked(sessionId: string, reason: RevocationReason): SessionRevoked {
  return { type: 'SessionRevoked', data: { sessionId, reason } };
}

export function passwordChanged(passwordHash: string): PasswordChanged {
  return { type: 'PasswordChanged', data: { passwordHash } };
}

/** An administrator's link, which works until a day later. */
export function resetCreated(tokenHash: string, atMs: number): readonly [number, PasswordResetCreated] {
  return [atMs, { type: 'PasswordResetCreated', data: { by: 'admin', tokenHash, expiresAtMs: atMs + DAY_MS } }];
}

export function banned(reason: string | null = null): UserBanned {
  return { type: 'UserBanned', data: { by: 'admin', reason } };
}

export const promoted: ServerRoleChanged = { type: 'ServerRoleChanged', data: { role: 'ADMIN', by: 'admin' } };

export const deleted: AccountDeleted = { type: 'AccountDeleted', data: { by: 'admin', displayName: 'Ada' } };
