import type { EventPosition, StreamKind } from '@confab/runtime/eventlog/decider/decider';
import { noSuchUser } from './errors.ts';
import { rotated, type Session } from './session.ts';
import type { Role, SessionRevoked, UserEvent } from './user-events.ts';

export interface Ban {
  reason: string | null;
  /** Of the sessions that the ban has ended: whoever holds a token of theirs may be told why. */
  familyHashes: readonly string[];
}

/** An address at which a new password can be chosen. The hash is of the secret in it. */
export interface PasswordReset {
  tokenHash: string;
  expiresAtMs: number;
}

export interface Account {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  /** Empty once deleted: no password makes it. */
  passwordHash: string;
  createdAtMs: number;
  /**
   * Absent unless an address was made and not used since. Whatever else changes the password or
   * closes the account withdraws it.
   */
  reset?: PasswordReset;
  /** Absent unless banned. */
  ban?: Ban;
  /** Absent unless deleted. */
  deletedAtMs?: number;
}

export interface UserState {
  /** Absent until registered. */
  account: Account | undefined;
  /** In the order of opening; with expired ones, until the next one opens. */
  sessions: readonly Session[];
}

export function userStream(userId: string): string {
  return `user-${userId}`;
}

/**
 * The account that somebody else's command is about. Throws NOT_FOUND where there is none, or not
 * any more.
 */
export function accountOf({ account }: UserState): Account {
  if (!account || account.deletedAtMs !== undefined) throw noSuchUser();
  return account;
}

/** The session, if it is neither revoked nor expired. */
export function liveSession(state: UserState, sessionId: string, atMs: number): Session | undefined {
  return state.sessions.find((session) => session.id === sessionId && session.expiresAtMs > atMs);
}

function evolve(state: UserState, event: UserEvent, { atMs }: EventPosition): UserState {
  switch (event.type) {
    case 'UserRegistered': {
      const { userId: id, username, displayName, role, passwordHash } = event.data;
      return { ...state, account: { id, username, displayName, role, passwordHash, createdAtMs: atMs } };
    }
    case 'PasswordChanged':
      return withAccount(withoutReset(state), event.data);
    case 'PasswordResetCreated': {
      const { tokenHash, expiresAtMs } = event.data;
      return withAccount(state, { reset: { tokenHash, expiresAtMs } });
    }
    case 'DisplayNameChanged':
      return withAccount(state, event.data);
    case 'ServerRoleChanged':
      return withAccount(state, { role: event.data.role });
    case 'UserBanned':
      return withAccount(withoutReset(state), { ban: { reason: event.data.reason, familyHashes: [] } });
    case 'UserUnbanned':
      return withoutBan(state);
    case 'AccountDeleted':
      return withAccount(withoutReset(withoutBan(state)), {
        displayName: event.data.displayName,
        passwordHash: '',
        deletedAtMs: atMs,
      });
    case 'SessionOpened': {
      const { sessionId: id, familyHash, tokenHash, expiresAtMs } = event.data;
      const opened = { id, familyHash, liveHashes: [tokenHash], spentHashes: [], spentAtMs: 0, openedAtMs: atMs };
      return { ...state, sessions: [...state.sessions, { ...opened, refreshedAtMs: atMs, expiresAtMs }] };
    }
    case 'SessionRefreshed': {
      const { sessionId, ...exchange } = event.data;
      const sessions = state.sessions.map((session) =>
        session.id === sessionId ? rotated(session, { ...exchange, atMs }) : session,
      );
      return { ...state, sessions };
    }
    case 'SessionRevoked':
      return withoutSession(endedByBan(state, event), event.data.sessionId);
    case 'SessionExpired':
      return withoutSession(state, event.data.sessionId);
  }
}

function withAccount(state: UserState, changed: Partial<Account>): UserState {
  return state.account ? { ...state, account: { ...state.account, ...changed } } : state;
}

function withoutBan(state: UserState): UserState {
  if (!state.account) return state;
  const { ban: _, ...account } = state.account;
  return { ...state, account };
}

function withoutReset(state: UserState): UserState {
  if (!state.account) return state;
  const { reset: _, ...account } = state.account;
  return { ...state, account };
}

function withoutSession(state: UserState, sessionId: string): UserState {
  return { ...state, sessions: state.sessions.filter(({ id }) => id !== sessionId) };
}

function endedByBan(state: UserState, { data: { sessionId, reason } }: SessionRevoked): UserState {
  const ban = state.account?.ban;
  const session = state.sessions.find(({ id }) => id === sessionId);
  if (reason !== 'BANNED' || !ban || !session) return state;
  return withAccount(state, { ban: { ...ban, familyHashes: [...ban.familyHashes, session.familyHash] } });
}

/**
 * `user-<id>`: an account and its sessions. A session writes an event with every exchange of its
 * token, about 140 a day while a tab is open, hence the snapshots.
 */
export const userKind: StreamKind<UserState, UserEvent> = {
  prefix: 'user-',
  initialState: () => ({ account: undefined, sessions: [] }),
  evolve,
  versions: { SessionOpened: 2 },
  snapshot: {
    every: 200,
    version: 3,
    toJson: (state) => ({ account: state.account ?? null, sessions: state.sessions }),
    fromJson(json) {
      const { account, sessions } = json as { account: Account | null; sessions: Session[] };
      return { account: account ?? undefined, sessions };
    },
  },
};
