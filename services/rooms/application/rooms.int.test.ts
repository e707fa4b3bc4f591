import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { by, type RoomsApp, startRoomsApp } from '../test/rooms-app.ts';

const open = { visibility: 'public', posting: 'members' } as const;
const hidden = { visibility: 'private', posting: 'members' } as const;
const olga = by('olga').actor;

describe('rooms', () => {
  let app: RoomsApp;
  beforeEach(async () => {
    app = await startRoomsApp();
  });
  afterEach(async () => {
    expect(app.errors).toEqual([]);
    await app.end();
  });

  const create = async (name: string, kind: typeof open | typeof hidden = open, owner = 'olga') =>
    (await app.commands.create(by(owner), { name, ...kind })).roomId;
  const refusal = (code: string, field?: string) =>
    expect.objectContaining({ code, ...(field !== undefined && { field }) });

  it('creates a room that its owner finds under any spelling of the name', async () => {
    const roomId = await create('Tea-Room');
    const [room] = await app.views.visible({ names: ['TEA-room'], ids: [roomId] }, olga);
    expect(room).toMatchObject({ id: roomId, name: 'Tea-Room', memberCount: 1, onlineCount: 0, role: 'owner' });
    expect(room?.createdAtMs).toBe(app.clock.now());
  });

  it('refuses a name that is taken in another letter case, also by a hidden room', async () => {
    await create('lobby', hidden);
    await expect(create('LOBBY', open, 'max')).rejects.toEqual(refusal('ALREADY_EXISTS', 'name'));
  });

  it('gives a name to one of many who ask at the same time', async () => {
    const people = ['olga', 'mo', 'max', 'mia', 'eve'];
    const outcomes = await Promise.allSettled(people.map((owner) => create('contested', open, owner)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('ALREADY_EXISTS', 'name'));
    }
  });

  it.each(['', 'a.b', 'a*', '>', 'a b', 'a/b', 'x'.repeat(65)])('refuses the name %j', async (name) => {
    await expect(create(name)).rejects.toEqual(refusal('BAD_USER_INPUT', 'name'));
    await expect(app.commands.join(by('max'), { room: name })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('answers a repeated command with its first result, and commits once', async () => {
    const request = by('olga', 'key-1');
    const [first, second] = await Promise.all([
      app.commands.create(request, { name: 'once', ...open }),
      app.commands.create(request, { name: 'once', ...open }),
    ]);
    expect(second).toEqual(first);
    expect(await app.commands.create(request, { name: 'once', ...open })).toEqual(first);
    expect(await app.store.head(`room-${first.roomId}`)).toBe(1);
  });

  it('frees the name of a deleted room, which nobody finds any more', async () => {
    const roomId = await create('lobby');
    await app.commands.join(by('max'), { room: 'lobby' });
    await app.commands.delete(by('olga'), { room: 'lobby' });
    await expect(app.commands.join(by('max'), { room: 'lobby' })).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(app.queries.access({ id: roomId }, olga)).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await create('Lobby', open, 'max')).not.toBe(roomId);
    expect(await app.queries.names([roomId, 'unknown'])).toEqual({ [roomId]: 'lobby' });
    const joined = { order: 'name', first: 10, joined: true } as const;
    expect(await app.list('max', joined)).toEqual(['Lobby']);
    expect(await app.list('olga', joined)).toEqual([]);
  });

  it('hides a private room from strangers in every way, whether the other user exists or not', async () => {
    const roomId = await create('den', hidden);
    const stranger = by('eve');
    const input = { room: 'den', username: 'nobody' };
    for (const attempt of [
      app.commands.join(stranger, { room: 'den' }),
      app.commands.leave(by('eve'), { room: 'den' }),
      app.commands.update(by('eve'), { room: 'den', topic: 'x' }),
      app.commands.delete(by('eve'), { room: 'den' }),
      app.commands.kick(by('eve'), input),
      app.commands.ban(by('eve'), input),
      app.commands.unban(by('eve'), input),
      app.commands.invite(by('eve'), input),
      app.commands.setRole(by('eve'), { ...input, role: 'member' }),
      app.queries.access({ name: 'den' }, stranger.actor),
      app.queries.access({ id: roomId }, stranger.actor),
      app.readEvents({ roomId, after: 0, limit: 10 }, stranger.actor),
      app.presence.setTyping(stranger, { target: { room: 'den' }, typing: true }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no such room.' });
    }
    expect(await app.views.visible({ names: ['den'], ids: [roomId] }, stranger.actor)).toEqual([]);
    expect(await app.list('eve', { order: 'name', first: 10 })).toEqual([]);
    expect(await app.list('admin', { order: 'name', first: 10 })).toEqual(['den']);
  });

  it('lets invited users see, join and read a private room', async () => {
    const roomId = await create('den', hidden);
    await app.commands.invite(by('olga'), { room: 'den', username: 'MAX' });
    const max = by('max').actor;
    expect(await app.views.visible({ names: ['den'], ids: [] }, max)).toHaveLength(1);
    await expect(app.readEvents({ roomId, after: 0, limit: 10 }, max)).rejects.toEqual(refusal('FORBIDDEN'));
    await app.commands.join(by('max'), { room: 'den' });
    const { events, head } = await app.readEvents({ roomId, after: 1, limit: 10 }, max);
    expect(events.map(({ seq, event }) => [seq, event.case])).toEqual([
      [2, 'silent'],
      [3, 'memberJoined'],
    ]);
    expect(head).toBe(3);
  });

  it('answers access from the moment a ban was decided', async () => {
    await create('lobby');
    await app.commands.join(by('max'), { room: 'lobby' });
    const max = by('max').actor;
    expect(await app.queries.access({ name: 'lobby' }, max)).toMatchObject({ canPost: true, role: 'member' });
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    expect(await app.queries.access({ name: 'lobby' }, max)).toMatchObject({
      canRead: false,
      canPost: false,
      banned: true,
      role: undefined,
    });
    await expect(app.commands.join(by('max'), { room: 'lobby' })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('refuses an unknown user by name', async () => {
    await create('lobby');
    await expect(app.commands.ban(by('olga'), { room: 'lobby', username: 'nobody' })).rejects.toEqual(
      refusal('NOT_FOUND', 'username'),
    );
  });

  it('publishes every event of a room on its subject, in order and as read from the log', async () => {
    const heard = await app.hear('room.lobby');
    const roomId = await create('Lobby');
    await app.commands.join(by('max'), { room: 'lobby' });
    await app.commands.invite(by('max'), { room: 'lobby', username: 'mia' });
    await app.commands.kick(by('olga'), { room: 'lobby', username: 'max', reason: 'spam' });
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    await app.commands.update(by('olga'), { room: 'lobby', visibility: 'private' });
    const { events } = await app.readEvents({ roomId, after: 0, limit: 100 }, olga);
    await app.commands.delete(by('olga'), { room: 'lobby' });
    await app.publisher.caughtUp();
    expect(heard.map(({ seq, event }) => [seq, event.case])).toEqual([
      [1, 'roomCreated'],
      [2, 'memberJoined'],
      [3, 'silent'],
      [4, 'memberLeft'],
      [5, 'memberLeft'],
      [6, 'roomUpdated'],
      [7, 'roomDeleted'],
    ]);
    expect(heard.slice(0, -1)).toEqual(events);
    const left = heard.filter(({ event }) => event.case === 'memberLeft').map(({ event }) => event.value);
    expect(left).toMatchObject([
      { userId: 'max', byId: 'olga', losesAccess: true, reason: 2 },
      { userId: 'max', byId: 'olga', losesAccess: true, reason: 3 },
    ]);
    expect((heard[5] as LiveEvent).event.value).toMatchObject({ membersOnly: true });
  });

  it('publishes an event of a room deleted meanwhile under the name it had', async () => {
    const roomId = await create('Lobby');
    await app.commands.delete(by('olga'), { room: 'lobby' });
    const [event] = await app.store.readStream(`room-${roomId}`, { after: 1, limit: 1 });
    if (!event) throw new Error('the room has a second event');
    const joined = { ...event, type: 'MemberJoined', data: { userId: 'max', role: 'member' } };
    expect(await app.route(joined)).toMatchObject([{ subject: 'room.lobby' }, { subject: 'activity' }]);
  });

  it('serves the same rooms, members and names after a restart', async () => {
    const roomId = await create('Lobby');
    await app.commands.join(by('max'), { room: 'lobby' });
    await app.commands.update(by('olga'), { room: 'lobby', topic: 'tea' });
    const before = await app.views.visible({ names: ['lobby'], ids: [] }, olga);
    const { folder } = app;
    await app.stop();
    app = await startRoomsApp(folder);
    expect(await app.views.visible({ names: ['lobby'], ids: [] }, olga)).toEqual(before);
    expect(app.lobby.get(roomId)).toMatchObject({ topic: 'tea', memberCount: 2 });
    expect(await app.queries.members(roomId, ['max', 'eve', 'olga'])).toEqual(['max', 'olga']);
    await expect(create('LOBBY')).rejects.toEqual(refusal('ALREADY_EXISTS', 'name'));
  });

  it('rebuilds its projections to the identical state', async () => {
    for (const name of ['a', 'b', 'c']) await create(name);
    await app.commands.join(by('max'), { room: 'a' });
    await app.commands.ban(by('olga'), { room: 'a', username: 'max' });
    await app.commands.delete(by('olga'), { room: 'b' });
    await app.commands.join(by('mia'), { room: 'c' });
    await app.commands.setRole(by('olga'), { room: 'c', username: 'mia', role: 'moderator' });
    expect(await app.store.verify()).toEqual([]);
    await app.store.rebuild('rooms');
    await app.store.rebuild('memberships');
    expect(await app.store.verify()).toEqual([]);
  });
});
