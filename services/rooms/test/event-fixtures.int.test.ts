import { readFileSync } from 'node:fs';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { UserWentOffline } from '../domain/presence/last-seen.ts';
import { ROOM_EVENT_VERSIONS, type RoomEvent } from '../domain/room/events.ts';
import type { RoomState } from '../domain/room/state.ts';
import type { RoomLinkEvent, RoomLinkState } from '../domain/room-link/link.ts';
import type { RoomNameEvent, RoomNameKeyEvent, RoomNameState } from '../domain/room-name.ts';
import { type RoomsApp, startRoomsApp } from './rooms-app.ts';

/** Every type of event this service has ever written; the compiler tells when one is missing. */
const TYPES: Readonly<
  Record<(RoomEvent | RoomLinkEvent | RoomNameEvent | RoomNameKeyEvent | UserWentOffline)['type'], true>
> = {
  RoomCreated: true,
  RoomUpdated: true,
  RoomArchived: true,
  RoomRestored: true,
  RoomDeleted: true,
  MemberJoined: true,
  MemberLeft: true,
  MemberBanned: true,
  MemberUnbanned: true,
  MemberInvited: true,
  InvitationWithdrawn: true,
  RoleSet: true,
  RoomLinkCreated: true,
  RoomLinkUsed: true,
  RoomLinkRevoked: true,
  RoomNameClaimed: true,
  RoomNameReleased: true,
  RoomNameKeyClaimed: true,
  RoomNameKeyReleased: true,
  UserWentOffline: true,
};

type Fixture = DomainEvent & { stream: string; seq: number; version: number };

/**
 * Every event as its version's program wrote it. A new version gets a file of its own, and so does
 * what a version wrote later (`since` names it); these files never change.
 */
const fixturesOf = (version: number, since = ''): Fixture[] => {
  const file = new URL(`./fixtures/events.v${version}${since}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Omit<Fixture, 'version'>[]).map((event) => ({ ...event, version }));
};
const fixtures = [
  ...[...fixturesOf(1), ...fixturesOf(2), ...fixturesOf(1, '-blocks'), ...fixturesOf(1, '-keys')],
  ...[...fixturesOf(2, '-invitations'), ...fixturesOf(1, '-invitations')],
  ...[...fixturesOf(2, '-shown'), ...fixturesOf(1, '-archive'), ...fixturesOf(1, '-links')],
];
const typesOf = (wanted: number) =>
  [...new Set(fixtures.flatMap(({ type, version }) => (version === wanted ? [type] : [])))].toSorted();

describe('events of every version', () => {
  let app: RoomsApp;
  beforeAll(async () => {
    const before = await startRoomsApp();
    for (const [i, fixture] of fixtures.entries()) {
      const commandId = `c${i}`;
      const event = {
        ...fixture,
        id: `e${i}`,
        atMs: i,
        actor: 'olga',
        commandId,
        correlationId: commandId,
      };
      const commit = { actor: 'olga', commandId, command: 'Fixture', result: null, events: [event] };
      expect(await before.store.commit(commit)).toMatchObject({ kind: 'committed' });
    }
    await before.stop();
    app = await startRoomsApp(before.folder);
  });
  afterAll(() => app.end());

  it('have a fixture of every type', () => {
    expect(typesOf(1)).toEqual(Object.keys(TYPES).sort());
    expect(typesOf(2)).toEqual(Object.keys(ROOM_EVENT_VERSIONS).sort());
  });

  it('are read into the state they meant', async () => {
    const { state, seq } = await app.runner.peek<RoomState>('room-r1');
    expect(seq).toBe(15);
    expect(state).toEqual({
      phase: 'open',
      name: 'Lobby',
      displayName: null,
      topic: null,
      visibility: 'private',
      posting: 'moderators',
      createdAtMs: 1,
      archived: null,
      members: new Map([['olga', 'owner']]),
      banned: new Set(['max']),
      invited: new Set(),
      inviters: new Map(),
    });
    expect((await app.runner.peek<RoomState>('room-r2')).state.phase).toBe('deleted');
    expect((await app.runner.peek<RoomNameState>('roomnamekey-tea')).state.roomId).toBe('r3');
    expect((await app.runner.peek<RoomNameState>('roomnamekey-den')).state.roomId).toBeNull();
  });

  it('are read into the invitations they meant, with who was told of them', async () => {
    const { state } = await app.runner.peek<RoomState>('room-r3');
    expect([...state.invited]).toEqual(['u4']);
    expect(state.inviters.get('u4')).toEqual(
      new Map([
        ['u1', false],
        ['u2', true],
      ]),
    );
    const open = await app.store.projections.find('openInvitations', { index: 'key', equal: ['r3'], limit: 9 });
    expect(open).toMatchObject([{ userId: 'u4', by: 'u1' }]);
  });

  it('are read into the ends of invitations that they meant', async () => {
    const { state } = await app.runner.peek<RoomState>('room-r4');
    expect(state).toMatchObject({ phase: 'deleted', name: 'Attic', invited: new Set() });
    for (const list of ['openInvitations', 'ownInvitations']) {
      expect(await app.store.projections.find(list, { index: 'key', equal: ['r4'], limit: 9 })).toEqual([]);
    }
    const own = await app.store.projections.find('ownInvitations', { index: 'byUser', equal: ['u4'], limit: 9 });
    expect(own).toMatchObject([{ roomId: 'r3', by: 'u2' }]);
  });

  it('are read into the projections they meant', async () => {
    expect(app.lobby.ids().sort()).toEqual(['r1', 'r3', 'r6', 'r7']);
    expect(app.lobby.get('r1')).toMatchObject({ memberCount: 1, topic: null, visibility: 'private' });
    expect(await app.store.projections.get('rooms', ['r1'])).toMatchObject({ memberCount: 1, folded: 'lobby' });
    expect(await app.queries.names(['r1', 'r2'])).toEqual({ r1: 'Lobby', r2: 'Den' });
    expect(await app.presence.queries.ofUsers(['olga'])).toEqual([{ online: false, lastSeenAtMs: 1_000 }]);
    expect(await app.store.projections.find('bans', { index: 'key', equal: ['r1'], limit: 9 })).toEqual([
      { roomId: 'r1', userId: 'max', by: 'olga', reason: 'spam', atMs: 14, seq: 14 },
    ]);
    expect(await app.store.verify()).toEqual([]);
  });

  it('are read into what rooms are called, and which are archived since when and by whom', async () => {
    const [archived] = fixtures.flatMap(({ type, data }, atMs) =>
      type === 'RoomArchived' && (data as { by: string }).by === 'u2' ? [{ atMs, by: 'u2' }] : [],
    );
    const tea = { name: 'Tea', displayName: 'Tea & cakes' };
    const { state } = await app.runner.peek<RoomState>('room-r6');
    expect(state).toMatchObject({ ...tea, topic: 'At five', archived });
    expect(app.lobby.get('r6')).toMatchObject({ ...tea, archivedAtMs: archived?.atMs, archivedBy: 'u2' });
    expect((await app.runner.peek<RoomState>('room-r7')).state).toMatchObject({ displayName: null, archived: null });
    expect(app.lobby.get('r7')).toMatchObject({ name: 'Cakes', displayName: 'Cakes', archivedAtMs: null });
  });

  it('are read into the links that they meant', async () => {
    const link = async (id: string) => (await app.runner.peek<RoomLinkState>(`roomlink-${id}`)).state.link;
    expect(await link('l1')).toMatchObject({ by: 'u1', byAdministrator: false, usesLeft: 1, expiresAtMs: 5_000_000 });
    expect(await link('l2')).toMatchObject({ by: 'u9', byAdministrator: true, usesLeft: null, revoked: true });
    expect(await app.store.projections.find('roomLinks', { index: 'key', equal: ['r7'], limit: 9 })).toMatchObject([
      { linkId: 'l1', by: 'u1', used: 1, uses: 2 },
    ]);
  });

  it('name members, those of version 1 by their ids', async () => {
    const members = async (roomId: string) => {
      const first = { roomId, first: 9 };
      const { people } = await app.people.members(first, { userId: 'admin', isAdmin: true });
      return people.map(({ userId, folded, role }) => [userId, folded, role]);
    };
    expect(await members('r1')).toEqual([['olga', 'olga', 'owner']]);
    expect(await members('r3')).toEqual([
      ['u2', 'max', 'member'],
      ['u1', 'olga', 'owner'],
    ]);
  });
});
