import type { EventPlace, StreamKind } from '@confab/runtime/decider/decider';
import { rotated, type Session } from './session.ts';
import type { Role, UserEvent } from './user-events.ts';

export interface Account {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  passwordHash: string;
  createdAtMs: number;
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

/** The session, if it is neither revoked nor expired. */
export function liveSession(state: UserState, sessionId: string, atMs: number): Session | undefined {
  return state.sessions.find((session) => session.id === sessionId && session.expiresAtMs > atMs);
}

function evolve(state: UserState, event: UserEvent, { atMs }: EventPlace): UserState {
  switch (event.type) {
    case 'UserRegistered': {
      const { userId: id, username, displayName, role, passwordHash } = event.data;
      return { ...state, account: { id, username, displayName, role, passwordHash, createdAtMs: atMs } };
    }
    case 'PasswordChanged':
      return state.account ? { ...state, account: { ...state.account, passwordHash: event.data.passwordHash } } : state;
    case 'DisplayNameChanged':
      return state.account ? { ...state, account: { ...state.account, displayName: event.data.displayName } } : state;
    case 'SessionOpened': {
      const { sessionId: id, familyHash, tokenHash, expiresAtMs } = event.data;
      const opened = { id, familyHash, live: [tokenHash], spent: [], spentAtMs: 0, openedAtMs: atMs };
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
    case 'SessionExpired':
      return { ...state, sessions: state.sessions.filter((session) => session.id !== event.data.sessionId) };
  }
}

/**
 * `user-<id>`: an account and its sessions. A session writes an event with every exchange of its token, about 140 a day while a tab is open,
 * hence the snapshots.
 */
export const userKind: StreamKind<UserState, UserEvent> = {
  prefix: 'user-',
  initialState: () => ({ account: undefined, sessions: [] }),
  evolve,
  versions: { SessionOpened: 2 },
  snapshot: {
    every: 200,
    version: 1,
    toJson: (state) => ({ account: state.account ?? null, sessions: state.sessions }),
    fromJson(json) {
      const { account, sessions } = json as { account: Account | null; sessions: Session[] };
      return { account: account ?? undefined, sessions };
    },
  },
};
