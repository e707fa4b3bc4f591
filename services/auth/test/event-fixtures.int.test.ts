import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyStreamKind } from '@confab/runtime/eventlog/decider/port';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { createUpcaster } from '@confab/runtime/eventlog/store/upcast';
import { authStore } from '../application/store.ts';
import { type InvitationState, invitationKind } from '../domain/invitation.ts';
import { type ServerState, serverKind } from '../domain/server.ts';
import { type KeysState, signingKeysKind } from '../domain/signing-keys.ts';
import { type UserState, userKind } from '../domain/user.ts';
import { type UsernameState, usernameKeyKind, usernameKind } from '../domain/username.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');
const KINDS: readonly AnyStreamKind[] = [
  ...[userKind, usernameKind, usernameKeyKind],
  ...[serverKind, signingKeysKind, invitationKind],
];

/**
 * Every type ever written and its versions; a new version adds a fixture and keeps the old ones.
 */
const WRITTEN = {
  UserRegistered: [1],
  PasswordChanged: [1],
  PasswordResetCreated: [1],
  DisplayNameChanged: [1],
  ServerRoleChanged: [1],
  UserBanned: [1],
  UserUnbanned: [1],
  AccountDeleted: [1],
  SessionOpened: [1, 2],
  SessionRefreshed: [1],
  SessionRevoked: [1],
  SessionExpired: [1],
  UsernameClaimed: [1],
  UsernameKeyClaimed: [1],
  AdministratorAppointed: [1],
  AdministratorDismissed: [1],
  SigningKeyCreated: [1],
  InvitationLinkCreated: [1],
  InvitationLinkUsed: [1],
  InvitationLinkRevoked: [1],
};

const events = readdirSync(FOLDER).flatMap(
  (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as StoredEvent[],
);
const upcast = createUpcaster(authStore.upcasters);

function stateOf<State>(stream: string): State {
  const kind = KINDS.find(({ prefix }) => stream.startsWith(prefix));
  if (!kind) throw new Error(`no kind of stream for ${stream}`);
  const history = events.filter((event) => event.stream === stream).map((event) => upcast(event));
  return history.reduce((state, event) => kind.evolve(state, event, event), kind.initialState()) as State;
}

describe('event fixtures', () => {
  it('hold every version of every event type', () => {
    const held: Record<string, number[]> = {};
    for (const { type, version } of events) held[type] = [...new Set([...(held[type] ?? []), version])];
    expect(held).toEqual(WRITTEN);
  });

  it('are read into the states they stand for', () => {
    const userId = '0a1b2c3d4e5f6g7h8i9j';
    expect(stateOf<UsernameState>('username-ada')).toEqual({ userId });
    expect(stateOf<UsernameState>('usernamekey-cl̵ara')).toEqual({ userId: '2c3d4e5f6g7h8i9j0a1b' });
    expect(stateOf<ServerState>('server-admin')).toEqual({ administrators: ['9j8i7h6g5f4e3d2c1b0a'] });
    expect(stateOf<KeysState>('keys-signing').current?.keyId).toBe('k1k1k1k1k1k1k1k1k1k1');
    expect(stateOf<InvitationState>('invitation-5e4f3d2c1b0a9j8i7h6g').link).toEqual({
      by: '9j8i7h6g5f4e3d2c1b0a',
      tokenHash: 'm'.repeat(43),
      usesLeft: 2,
      expiresAtMs: 1798498700000,
      revoked: true,
    });
    const user = stateOf<UserState>(`user-${userId}`);
    expect(user.account).toMatchObject({
      id: userId,
      username: 'Ada',
      displayName: 'Countess Lovelace',
      role: 'MEMBER',
    });
    expect(user.account?.passwordHash).toMatch(/y{43}$/);
    expect(user.account?.ban).toEqual({ reason: 'spam', familyHashes: ['h'.repeat(43)] });
    expect(user.account?.reset).toEqual({ tokenHash: 'k'.repeat(43), expiresAtMs: 1797980250000 });
    expect(user.sessions).toEqual([]);
    expect(stateOf<UserState>('user-1b2c3d4e5f6g7h8i9j0a').account).toEqual({
      id: '1b2c3d4e5f6g7h8i9j0a',
      username: 'Bob',
      displayName: 'Bob',
      role: 'MEMBER',
      passwordHash: '',
      createdAtMs: 1797893500000,
      deletedAtMs: 1797893800000,
    });
  });

  it('project without an error', () => {
    const writes = events.flatMap((event) => authStore.projections.flatMap(({ project }) => project(upcast(event))));
    expect(writes.map(({ op, in: collection }) => `${op} ${collection}`)).toEqual([
      'put usernames',
      'put users',
      'put userWords',
      'put userWords',
      'put userWords',
      'put nameKeys',
      'put credentials',
      'put sessions',
      'merge sessions',
      'put sessions',
      'put credentials',
      'remove sessions',
      'put revocations',
      'remove sessions',
      'put sessions',
      'put sessions',
      'merge users',
      'clear userWords',
      'put userWords',
      'put userWords',
      'merge users',
      'remove sessions',
      'put revocations',
      'merge users',
      'put bans',
      'remove sessions',
      'put revocations',
      'put users',
      'put userWords',
      'put userWords',
      'put userWords',
      'put userWords',
      'put nameKeys',
      'put credentials',
      'merge users',
      'put bans',
      'merge users',
      'remove bans',
      'merge users',
      'clear userWords',
      'remove bans',
      'remove credentials',
    ]);
  });
});
