import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { nameKeys as keysOf } from '@confab/runtime/kernel/names/name-key';
import { wordsOfNames } from '@confab/runtime/kernel/names/name-words';
import { userKind } from '../domain/user.ts';
import type { Role, UserEvent } from '../domain/user-events.ts';
import type { UsernameClaimed } from '../domain/username.ts';

/** Of milliseconds, until the year 33658. */
const DIGITS_OF_TIME = 15;

/** Which list a user is found in. A banned user is no administrator. */
export type UserList = Role | 'BANNED';

export interface UserDocument {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  createdAtMs: number;
  deletedAtMs?: number;
  /** These three are gone once the account is deleted: it stands in no list. */
  standing?: UserList;
  folded?: string;
  /** Orders by the time of registration; unique. */
  arrival?: string;
}

export interface BanDocument {
  userId: string;
  byId: string;
  reason: string | null;
  atMs: number;
}

export interface UsernameDocument {
  folded: string;
  userId: string;
}

export interface NameKeyDocument {
  key: string;
  userId: string;
}

/** A word that an open account is found by. */
export interface UserWordDocument {
  userId: string;
  /** Which of the two names it is from. */
  of: 'username' | 'displayName';
  word: string;
  /** Orders by the word, then by the user: see `entryOf`. */
  entry: string;
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

/**
 * Every account, by id; those that are open also by standing, in the order of folded names and in
 * that of registration.
 */
const users: Projection = {
  name: 'users',
  version: 3,
  collections: {
    users: { key: ['id'], indexes: { byName: ['standing', 'folded'], byArrival: ['standing', 'arrival'] } },
  },
  project(stored) {
    const event = eventOf(stored);
    const change = (set: { [Field in keyof UserDocument]?: UserDocument[Field] | null }) => [
      { op: 'merge' as const, in: 'users', key: [userIdOf(stored)], set },
    ];
    switch (event.type) {
      case 'UserRegistered': {
        const { userId: id, username, folded, displayName, role } = event.data;
        const createdAtMs = stored.atMs;
        const arrival = `${String(createdAtMs).padStart(DIGITS_OF_TIME, '0')}.${id}`;
        const lists = { standing: role, folded, arrival };
        const doc = { id, username, displayName, role, createdAtMs, ...lists } satisfies UserDocument;
        return [{ op: 'put', in: 'users', doc }];
      }
      case 'DisplayNameChanged':
        return change({ displayName: event.data.displayName });
      case 'ServerRoleChanged':
        return change({ role: event.data.role, standing: event.data.role });
      case 'UserBanned':
        return change({ standing: 'BANNED' });
      case 'UserUnbanned':
        return change({ standing: 'MEMBER' });
      case 'AccountDeleted': {
        const { displayName } = event.data;
        return change({ displayName, deletedAtMs: stored.atMs, standing: null, folded: null, arrival: null });
      }
      default:
        return [];
    }
  },
};

/** What open accounts are found by: the words of both names. */
const userWords: Projection = {
  name: 'userWords',
  version: 2,
  collections: { userWords: { key: ['userId', 'of', 'word'], indexes: { byEntry: ['entry'] } } },
  project(stored) {
    const event = eventOf(stored);
    const userId = userIdOf(stored);
    const put = (of: UserWordDocument['of'], name: string) =>
      wordsOfNames([name]).map((word) => {
        const doc: UserWordDocument = { userId, of, word, entry: entryOf(word, userId) };
        return { op: 'put' as const, in: 'userWords', doc: { ...doc } };
      });
    switch (event.type) {
      case 'UserRegistered':
        return [...put('username', event.data.username), ...put('displayName', event.data.displayName)];
      case 'DisplayNameChanged': {
        const clear = { op: 'clear' as const, in: 'userWords', prefix: [userId, 'displayName'] };
        return [clear, ...put('displayName', event.data.displayName)];
      }
      case 'AccountDeleted':
        return [{ op: 'clear', in: 'userWords', prefix: [userId] }];
      default:
        return [];
    }
  },
};

/**
 * The position of a user in the list of those who have a word. A space comes before all that words
 * are made of.
 */
export function entryOf(word: string, userId: string): string {
  return `${word} ${userId}`;
}

/** Bans that are in force. */
const bans: Projection = {
  name: 'bans',
  version: 1,
  collections: { bans: { key: ['userId'] } },
  project(stored) {
    const event = eventOf(stored);
    const userId = userIdOf(stored);
    switch (event.type) {
      case 'UserBanned': {
        const { by: byId, reason } = event.data;
        return [{ op: 'put', in: 'bans', doc: { userId, byId, reason, atMs: stored.atMs } satisfies BanDocument }];
      }
      case 'UserUnbanned':
      case 'AccountDeleted':
        return [{ op: 'remove', in: 'bans', key: [userId] }];
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

/** What the names of all accounts look like. Names of before there was a rule may share a key. */
const nameKeys: Projection = {
  name: 'nameKeys',
  version: 1,
  collections: { nameKeys: { key: ['key', 'userId'] } },
  project(stored) {
    const event = eventOf(stored);
    if (event.type !== 'UserRegistered') return [];
    const { username, userId } = event.data;
    const docs = keysOf(username).map((key): NameKeyDocument => ({ key, userId }));
    return docs.map((doc) => ({ op: 'put', in: 'nameKeys', doc: { ...doc } }));
  },
};

/** Whether an account has a name with one of these keys. */
export async function isKeyTaken(reader: ProjectionReader, keys: readonly string[]): Promise<boolean> {
  const owners = await Promise.all(
    keys.map((key) => reader.count('nameKeys', { index: 'key', equal: [key], limit: 1 })),
  );
  return owners.some((count) => count > 0);
}

/**
 * What a password is verified against. Read from disk on every login instead of folding the user's
 * stream: names that an attacker tries push nothing out of the cache of states, and a password that
 * another replica changed is seen at once.
 */
const credentials: Projection = {
  name: 'credentials',
  version: 2,
  collections: { credentials: { key: ['userId'] } },
  project(stored) {
    const event = eventOf(stored);
    if (event.type === 'AccountDeleted') return [{ op: 'remove', in: 'credentials', key: [userIdOf(stored)] }];
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

/**
 * Sessions that were revoked, in the order of time. Kept for ever, some 100 bytes each: only the
 * latest are ever read.
 */
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

export const projections: readonly Projection[] = [
  users,
  userWords,
  bans,
  usernames,
  nameKeys,
  credentials,
  sessions,
  revocations,
];

/** Each type of event occurs in one kind of stream only, so the type tells what `data` is. */
function eventOf(stored: NewEvent): UserEvent | UsernameClaimed {
  return { type: stored.type, data: stored.data } as UserEvent | UsernameClaimed;
}

function userIdOf(stored: NewEvent): string {
  return stored.stream.slice(userKind.prefix.length);
}
