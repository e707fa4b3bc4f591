import { create } from '@bufbuild/protobuf';
import { LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { PostingPolicy, RoomOrder, RoomRole, RoomService, RoomVisibility } from '@confab/proto/rooms/v1/rooms_pb';
import { withCall } from '@confab/runtime/network/rpc/call';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { startCluster } from './test/cluster.ts';

/** Methods for services instead of users. */
const FOR_SERVICES = ['filterReaders', 'getRoomNames', 'reportActivity', 'beat', 'getRoomLink'];

describe('the rooms service behind its contract', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.end());

  const methods = [
    ...RoomService.methods.map(({ localName }) => ['rooms', localName] as const),
    ...PresenceService.methods.map(({ localName }) => ['presence', localName] as const),
  ];
  const invoke = (service: 'rooms' | 'presence', method: string, caller: string, token?: string, input = {}) => {
    const client = cluster.as(caller)[service] as unknown as Record<
      string,
      (input: object, options: object) => unknown
    >;
    const call = { correlationId: 'test', ...(token !== undefined && { token }) };
    return client[method]?.(input, withCall(call)) as Promise<unknown>;
  };

  it.each(methods.filter(([, method]) => !FOR_SERVICES.includes(method)))(
    'refuses %s.%s without a valid token',
    async (service, method) => {
      await expect(invoke(service, method, 'gateway')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(invoke(service, method, 'gateway', 'x.y.z')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('takes beats from gateways and activity from the messages service only', async () => {
    await expect(invoke('presence', 'beat', 'messages')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(invoke('rooms', 'reportActivity', 'gateway')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const first = invoke('presence', 'beat', 'gateway', undefined, { gatewayId: 'g0', full: true });
    await expect(first).resolves.toMatchObject({ resend: false });
    await expect(invoke('rooms', 'reportActivity', 'messages')).resolves.toBeDefined();
  });

  it('keeps a room through its life', async () => {
    const { rooms } = cluster.as('gateway');
    const [olga, max] = [cluster.by('olga'), cluster.by('max')];
    const created = await rooms.createRoom({ name: 'Lobby', topic: 'tea' }, olga);
    expect(created.room).toMatchObject({
      name: 'Lobby',
      topic: 'tea',
      visibility: RoomVisibility.PUBLIC,
      posting: PostingPolicy.MEMBERS,
      memberCount: 1,
      membership: RoomRole.OWNER,
    });
    const roomId = created.room?.id ?? '';
    expect((await rooms.joinRoom({ room: 'lobby' }, max)).room).toMatchObject({ membership: RoomRole.MEMBER });
    const announcements = { room: 'lobby', posting: PostingPolicy.MODERATORS, clearTopic: true };
    expect((await rooms.updateRoom(announcements, olga)).room?.topic).toBeUndefined();
    const byName = { room: { case: 'name' as const, value: 'LOBBY' } };
    expect(await rooms.checkAccess(byName, max)).toMatchObject({ roomId, canRead: true, canPost: false });
    await rooms.setRoomRole({ room: 'lobby', username: 'max', role: RoomRole.MODERATOR }, olga);
    const byId = { room: { case: 'id' as const, value: roomId } };
    expect(await rooms.checkAccess(byId, max)).toMatchObject({ name: 'Lobby', canPost: true, canModerate: true });
    expect(await rooms.filterReaders({ roomId, userIds: ['max', 'eve'] })).toMatchObject({ userIds: ['max'] });
    await rooms.kickFromRoom({ room: 'lobby', username: 'max' }, olga);
    await rooms.banFromRoom({ room: 'lobby', username: 'max', reason: 'spam' }, olga);
    expect(await rooms.checkAccess(byId, max)).toMatchObject({ canRead: false, banned: true });
    await rooms.unbanFromRoom({ room: 'lobby', username: 'max' }, olga);
    await rooms.inviteToRoom({ room: 'lobby', username: 'max' }, olga);
    expect((await rooms.leaveRoom({ room: 'lobby' }, max)).room?.membership).toBeUndefined();
    const log = await rooms.readRoomEvents({ roomId }, olga);
    expect(log.events.map(({ seq }) => seq)).toEqual(Array.from({ length: log.head }, (_, i) => i + 1));
    expect(log.epoch).not.toBe('');
    await rooms.deleteRoom({ room: 'lobby' }, olga);
    await expect(rooms.checkAccess(byId, olga)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await rooms.getRoomNames({ ids: [roomId] })).names).toEqual({ [roomId]: 'Lobby' });
  });

  it('lists rooms in pages and refuses pages over 100', async () => {
    const { rooms } = cluster.as('gateway');
    for (const name of ['p1', 'p2', 'p3']) await rooms.createRoom({ name }, cluster.by('pat'));
    const first = await rooms.listRooms({ search: 'p', order: RoomOrder.NAME, first: 2 }, cluster.by('eve'));
    expect([first.rooms.map(({ name }) => name), first.hasMore]).toEqual([['p1', 'p2'], true]);
    const after = first.cursors[1] ?? '';
    const rest = await rooms.listRooms({ search: 'p', order: RoomOrder.NAME, first: 2, after }, cluster.by('eve'));
    expect([rest.rooms.map(({ name }) => name), rest.hasMore]).toEqual([['p3'], false]);
    const tooMuch = rooms.listRooms({ first: 101 }, cluster.by('eve'));
    await expect(tooMuch).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect((await rooms.getRooms({ names: ['P1', 'none'] }, cluster.by('eve'))).rooms).toHaveLength(1);
  });

  it('answers a repeated command id with the first result', async () => {
    const { rooms } = cluster.as('gateway');
    const call = cluster.by('olga', 'key-1');
    const first = await rooms.createRoom({ name: 'once' }, call);
    expect((await rooms.createRoom({ name: 'once' }, call)).room?.id).toBe(first.room?.id);
    await expect(rooms.createRoom({ name: 'once' }, cluster.by('olga'))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'name',
    });
  });

  it('shows who is online and when others were seen', async () => {
    const { rooms, presence } = cluster.as('gateway');
    const olga = cluster.by('olga');
    const roomId = (await rooms.createRoom({ name: 'hall' }, olga)).room?.id ?? '';
    const connection = { id: 'c1', userId: 'olga', roomIds: [roomId] };
    await presence.beat({ gatewayId: 'g1', full: true, connections: [connection] });
    await presence.setTyping({ target: { case: 'room', value: 'hall' }, typing: true }, olga);
    const shown = await presence.getRoomPresence({ roomIds: [roomId] }, olga);
    expect(shown.rooms).toMatchObject([{ onlineCount: 1, userIds: ['olga'], typingUserIds: ['olga'] }]);
    await presence.beat({ gatewayId: 'g1', closed: [{ id: 'c1', graceful: true }] });
    const [user] = (await presence.getUserPresence({ userIds: ['olga'] }, olga)).users;
    expect(user).toMatchObject({ online: false, lastSeenAtMs: expect.any(Number) });
  });

  it('refuses tokens of a revoked session from the moment it hears of it', async () => {
    const { rooms } = cluster.as('gateway');
    const call = cluster.by('sue');
    await rooms.listRooms({}, call);
    const value = { userId: 'sue', sessionId: 's-sue' };
    cluster.live.publish(SESSIONS_SUBJECT, [create(LiveEventSchema, { event: { case: 'sessionRevoked', value } })]);
    await expect(rooms.listRooms({}, call)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
