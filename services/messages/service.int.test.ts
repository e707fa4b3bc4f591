import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { systemClock } from '@confab/runtime/kernel/clock/port';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { subject } from '@confab/runtime/network/live/subject';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createEmbeddedPlatforms, type EmbeddedPlatforms } from '@confab/runtime/process/embedded-platform';
import { createLogger } from '@confab/runtime/process/logging';
import type { Service } from '@confab/runtime/process/platform';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { messagesStore } from './application/store.ts';
import { readConfig } from './config.ts';
import { createMessagesService } from './service.ts';
import { type Neighbours, serveNeighbours } from './test/neighbours.ts';

const code = (code: string) => expect.objectContaining({ code });

describe('the messages service', () => {
  const folder = createTempFolder();
  let platforms: EmbeddedPlatforms<LiveEvent>;
  let service: Service;
  let neighbours: Neighbours;
  let logged: string;
  let runs = 0;

  const start = async (dataDir: string) => {
    const write = (line: string) => {
      logged += line;
    };
    const log = createLogger({ name: 'test', level: 'trace', destination: { write } });
    platforms = createEmbeddedPlatforms<LiveEvent>({ dataDir, clock: systemClock, ids: randomIds, log });
    const rpc = { auth: platforms.platform('auth').rpc, rooms: platforms.platform('rooms').rpc };
    neighbours = await serveNeighbours(rpc, ['alice', 'bob']);
    service = await createMessagesService(readConfig({}), platforms.platform('messages'));
  };
  const stop = async () => {
    await service.close();
    await platforms.close();
  };
  let dataDir: string;
  beforeEach(async () => {
    runs += 1;
    logged = '';
    dataDir = `${folder.path}/${runs}`;
    await start(dataDir);
  });
  afterEach(stop);
  afterAll(() => folder.remove());

  const client = (as = 'gateway') => platforms.platform(as).rpc.client(MessageService);
  const by = (userId: string, commandId?: string) => {
    const call = { token: neighbours.token(userId), correlationId: 'c' };
    return withCall(commandId === undefined ? call : { ...call, commandId });
  };
  const listen = async (name: string) => {
    const heard: LiveEvent[] = [];
    await platforms.platform('gateway').live.subscribe(name, (batch) => heard.push(...batch));
    return heard;
  };

  it('posts, and publishes before it answers', async () => {
    const heard = await listen(subject('room', 'lobby'));
    const { message } = await client().postMessage({ room: 'LOBBY', text: 'hi' }, by('alice'));
    expect(message).toMatchObject({ id: 'room1-1', roomId: 'room1', authorId: 'alice', text: 'hi', seq: 1 });
    expect(heard).toMatchObject([
      { stream: 'timeline-room1', seq: 1, roomId: 'room1', actorId: 'alice', event: { case: 'messagePosted' } },
    ]);
    expect(heard[0]?.event.value).toMatchObject({ message });
    expect(await client().getMessages({ ids: ['room1-1'] }, by('bob'))).toMatchObject({ messages: [message] });
    await service.ready();
  });

  it('tells both inboxes of a private message, and nobody else', async () => {
    const alice = await listen(subject('inbox', 'alice'));
    const bob = await listen(subject('inbox', 'bob'));
    const room = await listen(subject('room', 'lobby'));
    const sent = { to: 'Bob', text: 'psst', idempotencyKey: 'k' };
    const { message } = await client().sendDirectMessage(sent, by('alice', 'k'));
    expect(message).toMatchObject({ id: 'alice_bob-1', participantIds: ['alice', 'bob'], roomId: '' });
    await client().markDelivered({ inboxSeq: 1 }, by('bob'));
    const read = { target: { case: 'conversation', value: 'alice' }, seq: 1 } as const;
    expect(await client().markRead(read, by('bob'))).toMatchObject({ lastReadSeq: 1, unreadCount: 0 });
    expect(alice.map(({ seq, event }) => [seq, event.case])).toEqual([
      [1, 'directMessagePosted'],
      [2, 'deliveryChanged'],
      [3, 'deliveryChanged'],
    ]);
    expect(bob.map(({ seq, event }) => [seq, event.case])).toEqual([
      [1, 'directMessagePosted'],
      [2, 'silent'],
      [3, 'readMarkerMoved'],
    ]);
    expect(room).toEqual([]);
    const history = await client().readInboxEvents({ after: 0, limit: 10 }, by('alice'));
    expect(history.events).toEqual(alice);
    expect(history).toMatchObject({ head: 3 });
    const deliveries = await client().getDeliveries({ messageIds: ['alice_bob-1'] }, by('alice'));
    expect(deliveries.deliveries).toEqual({ 'alice_bob-1': 3 });
    const { conversations } = await client().listConversations({ first: 10 }, by('bob'));
    expect(conversations).toMatchObject([{ id: 'alice_bob', peerId: 'alice', lastReadSeq: 1 }]);
    const one = await client().getConversation({ conversation: { case: 'with', value: 'alice' } }, by('bob'));
    expect(one.conversation).toEqual(conversations[0]);
  });

  it('joins a page to the live stream without a gap or a repeat, whatever is written meanwhile', async () => {
    const heard = await listen(subject('room', 'lobby'));
    let page: { messages: { seq: number }[]; head: number } | undefined;
    const posts = Array.from({ length: 300 }, async (_, i) => {
      await client().postMessage({ room: 'lobby', text: `m${i}` }, by('alice'));
      if (i === 150) page = await client().listMessages({ timelineId: 'room1', limit: 100 }, by('bob'));
    });
    await Promise.all(posts);
    const head = page?.head ?? 0;
    const later = heard.map(({ seq }) => seq).filter((seq) => seq > head);
    const seen = [...(page?.messages ?? []).map(({ seq }) => seq), ...later];
    const first = seen[0] ?? 0;
    expect(seen).toEqual(Array.from({ length: 301 - first }, (_, i) => first + i));
  });

  it('answers nobody without a valid token, and no user what is for services', async () => {
    const post = { room: 'lobby', text: 'hi' };
    await expect(client().postMessage(post, withCall({ correlationId: 'c' }))).rejects.toThrow(code('UNAUTHENTICATED'));
    const forged = withCall({ token: `${neighbours.token('alice')}x`, correlationId: 'c' });
    await expect(client().postMessage(post, forged)).rejects.toThrow(code('UNAUTHENTICATED'));
    const invitation = { userId: 'bob', roomId: 'room1', byId: 'alice', room: { name: 'Lobby', createdAtMs: 7 } };
    await expect(client().notifyInvited(invitation, by('alice'))).rejects.toThrow(code('FORBIDDEN'));
    await client('rooms').notifyInvited(invitation, withCall({ correlationId: 'c', commandId: 'e1' }));
    await expect(client().notifyInvitationEnded(invitation, by('alice'))).rejects.toThrow(code('FORBIDDEN'));
    await expect(client().markRead({ seq: 1 }, by('alice'))).rejects.toThrow(code('BAD_USER_INPUT'));
    await expect(client().getConversation({}, by('alice'))).rejects.toThrow(code('BAD_USER_INPUT'));
  });

  it('refuses a session from the moment it is revoked', async () => {
    await client().postMessage({ room: 'lobby', text: 'hi' }, by('alice'));
    const revoked = { case: 'sessionRevoked', value: { userId: 'alice', sessionId: 's-alice' } };
    platforms.platform('auth').live.publish(SESSIONS_SUBJECT, [{ event: revoked } as LiveEvent]);
    await expect(client().postMessage({ room: 'lobby', text: 'hi' }, by('alice'))).rejects.toThrow(
      code('UNAUTHENTICATED'),
    );
  });

  it('shows reactions, read states and activity', async () => {
    await client().postMessage({ room: 'lobby', text: 'hi @bob' }, by('alice'));
    await client().addReaction({ id: 'room1-1', emoji: '👍' }, by('bob'));
    const reactions = await client().getReactions({ messageIds: ['room1-1'], firstUsers: 5 }, by('alice'));
    expect(reactions.messages).toMatchObject({
      'room1-1': { reactions: [{ emoji: '👍', count: 1, userIds: ['bob'], viewerReacted: false }] },
    });
    const states = await client().getReadStates({ timelineIds: ['room1', 'room2'] }, by('bob'));
    expect(states.states).toMatchObject([
      { timelineId: 'room1', unreadCount: 1, mentionCount: 1 },
      { timelineId: 'room2', unreadCount: 0 },
    ]);
    const { lastActivityAtMs } = await client('rooms').getActivity(
      { roomIds: ['room1'] },
      withCall({ correlationId: 'c' }),
    );
    expect(lastActivityAtMs['room1']).toBeGreaterThan(0);
    await eventually(() => expect(neighbours.activity).toEqual([lastActivityAtMs]));
  });

  it('finds what is said within moments, for who may read it, and not what is gone', async () => {
    const { message } = await client().postMessage({ room: 'lobby', text: 'green teapots' }, by('alice'));
    await client().sendDirectMessage({ to: 'bob', text: 'a secret teapot' }, by('alice'));
    const found = async (as: string, more: object = {}) => {
      const { messages } = await client().searchMessages({ text: 'teapot', first: 9, ...more }, by(as));
      return messages.map(({ id }) => id);
    };
    await eventually(async () => expect(await found('bob')).toEqual(['alice_bob-1', 'room1-1']));
    expect(await found('bob', { place: { case: 'room', value: 'lobby' } })).toEqual(['room1-1']);
    await stop();
    await start(dataDir);
    expect(await found('alice')).toEqual(['alice_bob-1', 'room1-1']);
    await client().deleteMessage({ id: message?.id ?? '' }, by('alice'));
    expect(await found('bob')).toEqual(['alice_bob-1']);
    await expect(client().listAllMessages({ first: 9 }, by('alice'))).rejects.toThrow(code('FORBIDDEN'));
  });

  it('keeps a key’s message over a restart, and goes on where it was', async () => {
    const post = { room: 'lobby', text: 'hi', idempotencyKey: 'k' };
    const before = await client().postMessage(post, by('alice', 'k'));
    await stop();
    await start(dataDir);
    const heard = await listen(subject('room', 'lobby'));
    expect(await client().postMessage(post, by('alice', 'k'))).toEqual(before);
    await client().editMessage({ id: 'room1-1', text: 'hello' }, by('alice'));
    await client().deleteMessage({ id: 'room1-1' }, by('alice'));
    const later = heard.filter(({ seq }) => seq > 1);
    expect(later.map(({ seq, event }) => [seq, event.case])).toEqual([
      [2, 'messageEdited'],
      [3, 'messageDeleted'],
    ]);
    const { events, head } = await client().readTimelineEvents({ timelineId: 'room1', after: 0, limit: 10 }, by('bob'));
    expect(events.map(({ seq, event }) => [seq, event.case])).toEqual([
      [1, 'messagePosted'],
      [2, 'messageEdited'],
      [3, 'messageDeleted'],
    ]);
    expect(head).toBe(3);
    expect(events.map(({ event }) => (event.value as { message: { text?: string } }).message.text)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('writes texts into the event log, which operators read, and never into its own log', async () => {
    await client().postMessage({ room: 'lobby', text: 'sesame one @bob' }, by('alice'));
    await client().sendDirectMessage({ to: 'bob', text: 'sesame two' }, by('alice'));
    await expect(client().postMessage({ room: 'x', text: 'sesame three' }, by('alice'))).rejects.toThrow(
      code('NOT_FOUND'),
    );
    const store = await openSqliteStore({ file: `${dataDir}/messages.db`, ...messagesStore });
    const events = await store.readStream('timeline-room1', { after: 0, limit: 10 });
    await store.close();
    expect(JSON.stringify(events)).toContain('sesame one');
    expect(logged).not.toContain('sesame');
  });
});
