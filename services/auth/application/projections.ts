import type { NewEvent } from '@confab/runtime/event-store/event';
import type { Projection } from '@confab/runtime/event-store/projection';
import { userKind } from '../domain/user.ts';
import type { Role, UserEvent } from '../domain/user-events.ts';
import type { UsernameClaimed } from '../domain/username.ts';

export interface UserDocument {
  id: string;
  username: string;
  folded: string;
  displayName: string;
  role: Role;
  createdAtMs: number;
}

export interface UsernameDocument {
  folded: string;
  userId: string;
}

export interface CredentialsDocument {
  userId: string;
  passwordHash: string;
}

export interface SessionDocument {
  userId: string;
  sessionId: string;
  device: string | null;
  openedAtMs: number;
  refreshedAtMs: number;
  expiresAtMs: number;
}

export interface RevocationDocument {
  userId: string;
  sessionId: string;
  revokedAtMs: number;
}

/** Every account, by id, and in the order of folded names. */
const users: Projection = {
  name: 'users',
  version: 2,
  collections: { users: { key: ['id'], indexes: { byName: ['folded'] } } },
  project(stored) {
    const event = eventOf(stored);
    switch (event.type) {
      case 'UserRegistered': {
        const { userId: id, username, folded, displayName, role } = event.data;
        const doc = { id, username, folded, displayName, role, createdAtMs: stored.atMs } satisfies UserDocument;
        return [{ op: 'put', in: 'users', doc }];
      }
      case 'DisplayNameChanged': {
        const { displayName } = event.data;
        return [{ op: 'merge', in: 'users', key: [userIdOf(stored)], set: { displayName } }];
      }
      default:
        return [];
    }
  },
};

/** Who owns a name. */
const usernames: Projection = {
  name: 'usernames',
  version: 1,
  collections: { usernames: { key: ['folded'] } },
  project(stored) {
    const event = eventOf(stored);
    if (event.type !== 'UsernameClaimed') return [];
    const doc = { folded: event.data.folded, userId: event.data.userId } satisfies UsernameDocument;
    return [{ op: 'put', in: 'usernames', doc }];
  },
};

/**
 * What a password is verified against. Read from disk on every login instead of folding the user's stream: names that an attacker tries push
 * nothing out of the cache of states, and a password that another replica changed is seen at once.
 */
const credentials: Projection = {
  name: 'credentials',
  version: 1,
  collections: { credentials: { key: ['userId'] } },
  project(stored) {
    const event = eventOf(stored);
    if (event.type !== 'UserRegistered' && event.type !== 'PasswordChanged') return [];
    const doc = { userId: userIdOf(stored), passwordHash: event.data.passwordHash } satisfies CredentialsDocument;
    return [{ op: 'put', in: 'credentials', doc }];
  },
};

/** Sessions that were not revoked. Expired ones stay until the user's next session opens. */
const sessions: Projection = {
  name: 'sessions',
  version: 2,
  collections: { sessions: { key: ['userId', 'sessionId'] } },
  project(stored) {
    const event = eventOf(stored);
    const userId = userIdOf(stored);
    const atMs = stored.atMs;
    switch (event.type) {
      case 'SessionOpened': {
        const { sessionId, expiresAtMs, device } = event.data;
        const times = { openedAtMs: atMs, refreshedAtMs: atMs, expiresAtMs };
        return [{ op: 'put', in: 'sessions', doc: { userId, sessionId, device, ...times } satisfies SessionDocument }];
      }
      case 'SessionRefreshed': {
        const set = { refreshedAtMs: atMs, expiresAtMs: event.data.expiresAtMs };
        return [{ op: 'merge', in: 'sessions', key: [userId, event.data.sessionId], set }];
      }
      case 'SessionRevoked':
      case 'SessionExpired':
        return [{ op: 'remove', in: 'sessions', key: [userId, event.data.sessionId] }];
      default:
        return [];
    }
  },
};

/** Sessions that were revoked, in the order of time. Kept for ever, some 100 bytes each: only the latest are ever read. */
const revocations: Projection = {
  name: 'revocations',
  version: 1,
  collections: { revocations: { key: ['userId', 'sessionId'], indexes: { byTime: ['revokedAtMs'] } } },
  project(stored) {
    const event = eventOf(stored);
    if (event.type !== 'SessionRevoked') return [];
    const { sessionId } = event.data;
    const doc = { userId: userIdOf(stored), sessionId, revokedAtMs: stored.atMs } satisfies RevocationDocument;
    return [{ op: 'put', in: 'revocations', doc }];
  },
};

export const projections: readonly Projection[] = [users, usernames, credentials, sessions, revocations];

/** Each type of event occurs in one kind of stream only, so the type tells what `data` is. */
function eventOf(stored: NewEvent): UserEvent | UsernameClaimed {
  return { type: stored.type, data: stored.data } as UserEvent | UsernameClaimed;
}

function userIdOf(stored: NewEvent): string {
  return stored.stream.slice(userKind.prefix.length);
}
