import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { eventually } from '@confab/runtime/testing/eventually';
import { by, type RoomsApp, startRoomsApp } from '../../test/rooms-app.ts';
import { NAMED_UP_TO } from './announcer.ts';

const open = { visibility: 'public', posting: 'members' } as const;
const shownOf = (heard: readonly LiveEvent[]) => heard.map(({ event }) => [event.case, event.value]);

describe('presence in rooms', () => {
  let app: RoomsApp;
  let roomId: string;
  let heard: LiveEvent[];

  beforeEach(async () => {
    app = await startRoomsApp();
    roomId = (await app.commands.create(by('olga'), { name: 'lobby', ...open })).roomId;
    await app.commands.join(by('max'), { room: 'lobby' });
    await app.publisher.caughtUp();
    heard = await app.hear('room.lobby');
    await beat({ full: true });
  });
  afterEach(async () => {
    expect(app.errors).toEqual([]);
    await app.end();
  });

  const beat = (change: Partial<Parameters<RoomsApp['presence']['beat']>[0]>) =>
    app.presence.beat({ gatewayId: 'g1', full: false, connections: [], closed: [], leaving: false, ...change });
  const connect = (userId: string, ...roomIds: string[]) =>
    beat({ connections: [{ id: `c-${userId}`, userId, roomIds }] });
  const online = async () => (await app.presence.queries.inRooms([roomId], 10, by('olga').actor))[0];

  it('announces arrivals and departures with the number online', async () => {
    await connect('olga', roomId);
    await connect('max', roomId);
    await beat({ closed: [{ id: 'c-max', graceful: true }] });
    expect(heard).toMatchObject([
      { seq: 0, roomId, event: { case: 'userOnline', value: { userId: 'olga', onlineCount: 1 } } },
      { seq: 0, roomId, event: { case: 'userOnline', value: { userId: 'max', onlineCount: 2 } } },
      { seq: 0, roomId, event: { case: 'userOffline', value: { userId: 'max', onlineCount: 1 } } },
    ]);
    expect(await online()).toEqual({ onlineCount: 1, userIds: ['olga'], typingUserIds: [] });
    expect(app.lobby.get(roomId)?.onlineCount).toBe(1);
  });

  it('sends the arrivals of one beat as one batch', async () => {
    const batches: number[] = [];
    await app.live.subscribe('room.lobby', (batch) => batches.push(batch.length));
    const connections = ['olga', 'max', 'mia'].map((userId) => ({ id: userId, userId, roomIds: [roomId] }));
    await beat({ connections });
    expect(batches).toEqual([3]);
  });

  it('takes everybody of a dead gateway offline within 15 s', async () => {
    await connect('max', roomId);
    app.advance(14_500);
    expect(await online()).toMatchObject({ onlineCount: 0 });
    expect(shownOf(heard).at(-1)).toMatchObject(['userOffline', { userId: 'max' }]);
    expect(await beat({})).toEqual({ resend: true });
  });

  it('counts nobody in rooms that do not exist or that the user may not read', async () => {
    const den = (await app.commands.create(by('olga'), { name: 'den', ...open, visibility: 'private' })).roomId;
    const unknown = randomIds.next();
    await connect('max', unknown, den);
    await connect('olga', den);
    const [hidden] = await app.presence.queries.inRooms([den], 10, by('olga').actor);
    expect(hidden).toMatchObject({ onlineCount: 1, userIds: ['olga'] });
    expect(await app.presence.queries.inRooms([den, unknown], 10, by('max').actor)).toMatchObject([
      { onlineCount: 0, userIds: [] },
      { onlineCount: 0, userIds: [] },
    ]);
  });

  it('takes who was banned out of the room at once, also when a beat sent before arrives after', async () => {
    await connect('max', roomId);
    await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
    expect(await online()).toMatchObject({ onlineCount: 0 });
    await beat({ connections: [{ id: 'late', userId: 'max', roomIds: [roomId] }] });
    expect(await online()).toMatchObject({ onlineCount: 0 });
    await app.publisher.caughtUp();
    expect(heard.filter(({ event }) => event.case === 'userOffline')).toHaveLength(1);
  });

  it('takes out who is no member when a room turns private, and everybody when it is deleted', async () => {
    await connect('max', roomId);
    await connect('eve', roomId);
    await app.commands.update(by('olga'), { room: 'lobby', visibility: 'private' });
    await app.publisher.caughtUp();
    expect(await online()).toMatchObject({ userIds: ['max'] });
    await app.commands.delete(by('olga'), { room: 'lobby' });
    await eventually(() => expect(app.presence.counts.get(roomId) ?? 0).toBe(0));
  });

  it(`tells a number at most once a second above ${NAMED_UP_TO} online`, async () => {
    const people = Array.from({ length: NAMED_UP_TO + 20 }, (_, i) => `u${i}`);
    await beat({ connections: people.map((userId) => ({ id: userId, userId, roomIds: [roomId] })) });
    expect(heard.filter(({ event }) => event.case === 'userOnline')).toHaveLength(NAMED_UP_TO);
    expect(shownOf(heard.slice(NAMED_UP_TO))).toMatchObject([['onlineCountChanged', { onlineCount: NAMED_UP_TO + 1 }]]);
    app.advance(999);
    expect(heard).toHaveLength(NAMED_UP_TO + 1);
    app.advance(1);
    expect(shownOf(heard.slice(NAMED_UP_TO + 1))).toMatchObject([
      ['onlineCountChanged', { onlineCount: NAMED_UP_TO + 20 }],
    ]);
    app.advance(1_000);
    expect(heard).toHaveLength(NAMED_UP_TO + 2);
    expect((await online())?.userIds).toHaveLength(10);
  });

  it('remembers when users were seen last, also after a restart', async () => {
    await connect('max', roomId);
    const [max] = await app.presence.queries.ofUsers(['max']);
    expect(max).toEqual({ online: true, lastSeenAtMs: undefined });
    await beat({ closed: [{ id: 'c-max', graceful: true }] });
    const leftAtMs = app.clock.now();
    const seen = [
      { online: false, lastSeenAtMs: leftAtMs },
      { online: false, lastSeenAtMs: undefined },
    ];
    expect(await app.presence.queries.ofUsers(['max', 'eve'])).toEqual(seen);
    await connect('olga', roomId);
    const { folder } = app;
    await app.stop();
    app = await startRoomsApp(folder);
    expect(await app.presence.queries.ofUsers(['max', 'eve'])).toEqual(seen);
    expect(await app.presence.queries.ofUsers(['olga'])).toEqual([{ online: false, lastSeenAtMs: leftAtMs }]);
    expect(await app.store.verify()).toEqual([]);
  });

  describe('typing', () => {
    const type = (userId: string, typing: boolean) =>
      app.presence.setTyping(by(userId), { target: { room: 'lobby' }, typing });

    it('announces everybody typing, once, and its end by itself', async () => {
      await type('max', true);
      await type('olga', true);
      app.advance(3_000);
      await type('max', true);
      app.advance(3_000);
      await type('max', false);
      expect(shownOf(heard)).toMatchObject([
        ['typingChanged', { userIds: ['max'] }],
        ['typingChanged', { userIds: ['max', 'olga'] }],
        ['typingChanged', { userIds: ['max'] }],
        ['typingChanged', { userIds: [] }],
      ]);
    });

    it('ends for who goes offline', async () => {
      await connect('max', roomId);
      await type('max', true);
      expect(await online()).toMatchObject({ typingUserIds: ['max'] });
      await beat({ closed: [{ id: 'c-max', graceful: true }] });
      expect(await online()).toMatchObject({ typingUserIds: [] });
    });

    it('refuses who may not post', async () => {
      await expect(type('eve', true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await app.commands.ban(by('olga'), { room: 'lobby', username: 'max' });
      await expect(type('max', true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const unknown = app.presence.setTyping(by('olga'), { target: { room: 'nowhere' }, typing: true });
      await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    const whisper = (conversation: string, typing = true) =>
      app.presence.setTyping(by('olga'), { target: { conversation }, typing });

    it('tells the other side of a private conversation', async () => {
      const inbox = await app.hear('typing.max');
      app.elsewhere.conversing.add('olga max');
      await whisper('Max');
      app.advance(6_000);
      expect(shownOf(inbox)).toMatchObject([
        ['directTypingChanged', { userId: 'olga', typing: true }],
        ['directTypingChanged', { userId: 'olga', typing: false }],
      ]);
      await expect(whisper('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'conversation' });
    });

    it('tells nobody whom no conversation leads to, however often, and asks once in two seconds', async () => {
      const inbox = await app.hear('typing.max');
      for (let key = 0; key < 5; key += 1) await whisper('max');
      await whisper('max', false);
      expect(app.elsewhere.asked).toBe(1);
      app.advance(2_000);
      app.elsewhere.conversing.add('olga max');
      await whisper('max');
      expect(shownOf(inbox)).toMatchObject([['directTypingChanged', { userId: 'olga', typing: true }]]);
    });

    it('stops being told when the other side blocks who types, while they type on', async () => {
      const inbox = await app.hear('typing.max');
      app.elsewhere.conversing.add('olga max');
      await whisper('max');
      app.elsewhere.blocked.add('olga max');
      for (let seconds = 0; seconds < 4; seconds += 1) {
        app.advance(1_000);
        await whisper('max');
      }
      expect(shownOf(inbox)).toMatchObject([
        ['directTypingChanged', { typing: true }],
        ['directTypingChanged', { typing: false }],
      ]);
    });

    it('does not begin for who was blocked a moment ago', async () => {
      const inbox = await app.hear('typing.max');
      app.elsewhere.conversing.add('olga max');
      await whisper('max');
      await whisper('max', false);
      app.elsewhere.blocked.add('olga max');
      await whisper('max');
      expect(shownOf(inbox)).toHaveLength(2);
    });

    it('ends after it began, also where both come at once', async () => {
      const inbox = await app.hear('typing.max');
      app.elsewhere.conversing.add('olga max');
      await Promise.all([whisper('max'), whisper('max', false)]);
      expect(shownOf(inbox)).toMatchObject([
        ['directTypingChanged', { typing: true }],
        ['directTypingChanged', { typing: false }],
      ]);
    });

    it('knows who types at other replicas without telling it twice', async () => {
      app.ephemeral.publish('typing', { origin: 'other', scope: `room:${roomId}`, userId: 'max', typing: true });
      expect(await online()).toMatchObject({ typingUserIds: ['max'] });
      app.advance(6_000);
      expect(await online()).toMatchObject({ typingUserIds: [] });
      expect(heard).toEqual([]);
    });
  });
});
