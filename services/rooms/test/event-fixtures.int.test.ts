import { readFileSync } from 'node:fs';
import type { DomainEvent } from '@confab/runtime/event-store/event';
import type { UserWentOffline } from '../domain/presence/last-seen.ts';
import type { RoomEvent } from '../domain/room/events.ts';
import type { RoomState } from '../domain/room/state.ts';
import type { RoomNameEvent } from '../domain/room-name.ts';
import { type RoomsApp, startRoomsApp } from './rooms-app.ts';

/** Every type of event this service has ever written; the compiler tells when one is missing. */
const TYPES: Readonly<Record<(RoomEvent | RoomNameEvent | UserWentOffline)['type'], true>> = {
  RoomCreated: true,
  RoomUpdated: true,
  RoomDeleted: true,
  MemberJoined: true,
  MemberLeft: true,
  MemberBanned: true,
  MemberUnbanned: true,
  MemberInvited: true,
  InvitationWithdrawn: true,
  RoleSet: true,
  RoomNameClaimed: true,
  RoomNameReleased: true,
  UserWentOffline: true,
};

type Fixture = DomainEvent & { stream: string; seq: number };
const fixtures = JSON.parse(readFileSync(new URL('./fixtures/events.v1.json', import.meta.url), 'utf8')) as Fixture[];

describe('events of version 1', () => {
  let app: RoomsApp;
  beforeAll(async () => {
    const before = await startRoomsApp();
    for (const [i, fixture] of fixtures.entries()) {
      const commandId = `c${i}`;
      const event = {
        ...fixture,
        id: `e${i}`,
        version: 1,
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
    expect([...new Set(fixtures.map(({ type }) => type))].sort()).toEqual(Object.keys(TYPES).sort());
  });

  it('are read into the state they meant', async () => {
    const { state, seq } = await app.runner.peek<RoomState>('room-r1');
    expect(seq).toBe(15);
    expect(state).toEqual({
      phase: 'open',
      name: 'Lobby',
      topic: null,
      visibility: 'private',
      posting: 'moderators',
      createdAtMs: 1,
      members: new Map([['olga', 'owner']]),
      banned: new Set(['max']),
      invited: new Set(),
    });
    expect((await app.runner.peek<RoomState>('room-r2')).state.phase).toBe('deleted');
  });

  it('are read into the projections they meant', async () => {
    expect(app.lobby.ids()).toEqual(['r1']);
    expect(app.lobby.get('r1')).toMatchObject({ memberCount: 1, topic: null, visibility: 'private' });
    expect(await app.store.projections.get('rooms', ['r1'])).toMatchObject({ memberCount: 1, folded: 'lobby' });
    expect(await app.queries.names(['r1', 'r2'])).toEqual({ r1: 'Lobby', r2: 'Den' });
    expect(await app.presence.queries.ofUsers(['olga'])).toEqual([{ online: false, lastSeenAtMs: 1_000 }]);
    expect(await app.store.verify()).toEqual([]);
  });
});
