import type { DomainEvent } from '@confab/runtime/eventlog/store/event';

export type Role = 'ADMIN' | 'MEMBER';

/** `LIMIT`: the user had too many sessions and this one was the least recently refreshed. */
export type RevocationReason =
  | 'LOGOUT'
  | 'REVOKED'
  | 'REUSED_TOKEN'
  | 'PASSWORD_CHANGED'
  | 'LIMIT'
  | 'ROLE_CHANGED'
  | 'BANNED'
  | 'ACCOUNT_DELETED';

/**
 * First event of a user's stream. `passwordHash` is an argon2id PHC string; like every field of
 * these events whose name ends in `Hash` it is never printed.
 */
export type UserRegistered = DomainEvent<
  'UserRegistered',
  { userId: string; username: string; folded: string; displayName: string; role: Role; passwordHash: string }
>;

export type PasswordChanged = DomainEvent<'PasswordChanged', { passwordHash: string }>;

/**
 * An administrator made an address at which a new password can be chosen, once. It withdraws the
 * one before.
 */
export type PasswordResetCreated = DomainEvent<
  'PasswordResetCreated',
  { by: string; tokenHash: string; expiresAtMs: number }
>;

export type DisplayNameChanged = DomainEvent<'DisplayNameChanged', { displayName: string }>;

export type ServerRoleChanged = DomainEvent<'ServerRoleChanged', { role: Role; by: string }>;

/** `by` is the administrator; `reason` null where none was given. */
export type UserBanned = DomainEvent<'UserBanned', { by: string; reason: string | null }>;

export type UserUnbanned = DomainEvent<'UserUnbanned', { by: string }>;

/** Last event of an account. `displayName` is what is shown from now on: the username. */
export type AccountDeleted = DomainEvent<'AccountDeleted', { by: string; displayName: string }>;

/**
 * Version 2: `device` is what the client calls itself, null where it did not say; version 1 did not
 * ask.
 */
export type SessionOpened = DomainEvent<
  'SessionOpened',
  { sessionId: string; familyHash: string; tokenHash: string; expiresAtMs: number; device: string | null }
>;

/** The token of `fromHash` was exchanged for that of `tokenHash`. */
export type SessionRefreshed = DomainEvent<
  'SessionRefreshed',
  { sessionId: string; fromHash: string; tokenHash: string; expiresAtMs: number }
>;

export type SessionRevoked = DomainEvent<'SessionRevoked', { sessionId: string; reason: RevocationReason }>;

/**
 * Written when the user's next session opens; until then its time alone ends a session. Nobody
 * needs to be told.
 */
export type SessionExpired = DomainEvent<'SessionExpired', { sessionId: string }>;

export type UserEvent =
  | UserRegistered
  | PasswordChanged
  | PasswordResetCreated
  | DisplayNameChanged
  | ServerRoleChanged
  | UserBanned
  | UserUnbanned
  | AccountDeleted
  | SessionOpened
  | SessionRefreshed
  | SessionRevoked
  | SessionExpired;
