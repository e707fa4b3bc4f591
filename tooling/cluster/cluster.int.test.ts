import { eventually } from '@confab/runtime/testing/eventually';
import { block, conversationTexts, unblock } from '../../services/standalone/test/block.ts';
import { createRoom, history, joinRoom, post, whisper } from '../../services/standalone/test/chat.ts';
import { graphqlClient, type Result, type Subscription } from '../../services/standalone/test/graphql-client.ts';
import { anotherTab, type Person, register } from '../../services/standalone/test/person.ts';
import { followRoom } from '../../services/standalone/test/room-follower.ts';
import { call } from '../../services/standalone/test/room-scene.ts';
import { seededRandom } from '../../services/standalone/test/seeded-random.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import type { ClusterProcess } from './cluster-process.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';
import { startWriters } from './writers.ts';

const ROOM = `subscription ($room: String!) { roomEvents(room: $room) { __typename
  ... on RoomOpened { online { username } } ... on MessagePosted { message { text } } ... on MessageEdited { message { text } }
  ... on UserOnline { user { username } } ... on UserOffline { user { username } } } }`;
const JOINED_ROOMS = `subscription { joinedRoomEvents { __typename
  ... on JoinedRoomsOpened { rooms { name } } ... on RoomListed { room { name membership { unreadCount } } } } }`;
const INBOX = `subscription { inboxEvents { __typename
  ... on DirectMessagePosted { message { text } } ... on Mentioned { message { text } } } }`;
/** So soon does another replica do the work of a killed one. */
const TAKEOVER_MS = 10_000;
/** A service that does not answer is given up after so long. */
const DEADLINE_MS = 10_000;
/** What a dead process had in hand is given up after a while, and then repeated. */
const PATIENCE_MS = DEADLINE_MS + TAKEOVER_MS;
/** Acknowledged before the kill, and again after it. */
const MESSAGES = 100;

interface Event {
  __typename: string;
  online?: { username: string }[];
  user?: { username: string };
  message?: { text: string };
}

describe('Confab as a cluster', () => {
  let backends: Backends;
  let cluster: Cluster;
  /** Two gateways. */
  let here: string;
  let there: string;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    cluster = await startCluster({
      backends,
      env: TEST_ENVIRONMENT,
    });
    [here = '', there = ''] = cluster.of('gateway').map(({ url }) => url ?? '');
    ann = await register(here, 'ann');
    bob = await register(there, 'bob');
  }, 90_000);
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await cluster?.stop();
    await backends?.stop();
  }, 60_000);

  async function meet(room: string) {
    await createRoom(ann, room);
    await joinRoom(bob, room);
    const seenByAnn = ann.subscribe<Event>(ROOM, { room });
    await seenByAnn.events.next();
    const seenByBob = bob.subscribe<Event>(ROOM, { room });
    await seenByBob.events.next();
    return { seenByAnn, seenByBob };
  }
  const comes = ({ events }: Subscription<Event>, type: string, what: { text?: string; username?: string }) =>
    events.nextWhere(
      ({ __typename, message, user }) =>
        __typename === type && message?.text === what.text && user?.username === what.username,
    );

  it('serves one address for all gateways, and each process says that it is ready', async () => {
    expect(await (await fetch(`${cluster.url}/healthz`)).text()).toMatch(/ok/);
    for (const each of cluster.processes) expect([each.name, await each.isReady()]).toEqual([each.name, true]);
    for (const url of [here, there]) {
      const { server } = await graphqlClient({ url }).request<{ server: object }>('{ server { name registration } }');
      expect(server).toEqual({ name: 'Confab', registration: 'OPEN' });
    }
  });

  it('brings what is posted and edited at one gateway to the other, and keeps it', async () => {
    const { seenByAnn, seenByBob } = await meet('tea');
    const { id } = await post(ann, { room: 'tea', text: 'hello' });
    await comes(seenByBob, 'MessagePosted', { text: 'hello' });
    await ann.request(`mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }`, {
      input: { id, text: 'hello, all' },
    });
    await comes(seenByBob, 'MessageEdited', { text: 'hello, all' });
    expect((await history(bob, 'tea')).map(({ text }) => text)).toEqual(['hello, all']);
    seenByAnn.stop();
    seenByBob.stop();
  });

  it('tells at one gateway who is online at the other', async () => {
    const { seenByAnn, seenByBob } = await meet('online');
    await comes(seenByAnn, 'UserOnline', { username: 'bob' });
    const carol = await register(there, 'carol');
    await joinRoom(carol, 'online');
    const opened = await carol.subscribe<Event>(ROOM, { room: 'online' }).events.next();
    expect(opened?.online?.map(({ username }) => username)).toEqual(expect.arrayContaining(['ann', 'bob']));
    await comes(seenByAnn, 'UserOnline', { username: 'carol' });
    await carol.request('mutation { logout }');
    await comes(seenByAnn, 'UserOffline', { username: 'carol' });
    seenByAnn.stop();
    seenByBob.stop();
  });

  it('never shows a member the reasons of bans, whoever subscribed first', async () => {
    const dan = await register(here, 'dan');
    await createRoom(ann, 'strict');
    await joinRoom(dan, 'strict');
    await call(ann, 'banFromRoom', 'RoomUserInput', { room: 'strict', username: 'bob', reason: 'spam' });
    for (const [turn, order] of [[ann, dan] as const, [dan, ann] as const].entries()) {
      const followed = new Map<Person, Subscription<Result<{ roomEvents: { room?: object } | null }>>>();
      for (const person of order) {
        const subscription = person.follow<{ roomEvents: { room?: object } | null }>(`subscription Turn${turn} {
          roomEvents(room: "strict") { ... on RoomUpdated { room { bans { edges { node { reason } } } } } } }`);
        await subscription.events.next();
        followed.set(person, subscription);
      }
      await call(ann, 'updateRoom', 'UpdateRoomInput', { room: 'strict', topic: `topic ${turn}` });
      const told = (person: Person) =>
        followed.get(person)?.events.nextWhere(({ data, errors }) => errors !== undefined || !!data?.roomEvents?.room);
      expect(JSON.stringify(await told(ann))).toContain('spam');
      expect(await told(dan)).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      for (const { stop } of followed.values()) stop();
    }
    await dan.close();
  });

  it('delivers a private message across gateways', async () => {
    const inbox = bob.subscribe<Event>(INBOX);
    await inbox.events.next();
    await whisper(ann, { to: 'bob', text: 'psst' });
    await comes(inbox, 'DirectMessagePosted', { text: 'psst' });
    inbox.stop();
  });

  it('takes an idempotency key for one message alone, whichever replica is asked', async () => {
    await createRoom(ann, 'keys');
    const tabs = [here, there].map((url) => anotherTab(url, ann));
    const texts = Array.from({ length: 12 }, (_, i) => `text ${i % 3}`);
    const answers = await Promise.all(
      texts.map((text, i) =>
        post(tabs[i % 2] as Person, { room: 'keys', text, idempotencyKey: 'one' }).then(
          (posted) => posted.text,
          (error: { code?: string }) => error.code,
        ),
      ),
    );
    const [stored, ...more] = await history(ann, 'keys');
    expect(more).toEqual([]);
    expect(answers).toEqual(texts.map((text) => (text === stored?.text ? text : 'CONFLICT')));
    for (const tab of tabs) {
      await expect(whisper(tab, { to: 'bob', text: texts[0] ?? '', idempotencyKey: 'one' })).rejects.toMatchObject({
        code: 'CONFLICT',
      });
      await expect(post(tab, { room: 'tea', text: 'text 0', idempotencyKey: 'one' })).rejects.toMatchObject({
        code: 'CONFLICT',
      });
    }
  });

  it('keeps away at one gateway who was blocked at the other, from the moment that was acknowledged, and not a moment longer', async () => {
    const cyd = await register(there, 'cyd');
    const room = 'blocks';
    await createRoom(ann, room);
    await joinRoom(cyd, room);
    const annsInbox = ann.subscribe<Event>(INBOX);
    await annsInbox.events.next();
    for (let round = 0; round < 10; round += 1) {
      await block(ann, 'cyd');
      await whisper(cyd, { to: 'ann', text: `hidden ${round}` });
      await post(cyd, { room, text: `@ann hidden ${round}` });
      await cyd.request('mutation { setTyping(input: { conversation: "ann", typing: true }) }');
      await unblock(ann, 'cyd');
      await whisper(cyd, { to: 'ann', text: `seen ${round}` });
      await post(cyd, { room, text: `@ann seen ${round}` });
    }
    await whisper(cyd, { to: 'ann', text: 'over' });
    const noticed: string[] = [];
    await annsInbox.events.nextWhere(({ __typename, message }) => {
      if (__typename !== 'ReadMarkerMoved') noticed.push(message?.text ?? __typename);
      return message?.text === 'over';
    });
    const expected = Array.from({ length: 10 }, (_, round) => [`seen ${round}`, `@ann seen ${round}`]).flat();
    expect(noticed).toEqual([...expected, 'over']);
    expect(await conversationTexts(ann, 'cyd')).toHaveLength(11);
    expect(await conversationTexts(cyd, 'ann')).toHaveLength(21);
    annsInbox.stop();
    await cyd.close();
  }, 60_000);

  it('calls somebody by their new name at once at the other gateway, where a conversation is all that one shares with them', async () => {
    const [fay, gus] = [await register(here, 'fay'), await register(there, 'gus')];
    await whisper(fay, { to: 'gus', text: 'psst' });
    const inbox = fay.subscribe<{ user?: { username: string; displayName: string } }>(
      'subscription { inboxEvents { ... on PersonRenamed { user { username displayName } } } }',
    );
    await inbox.events.next();
    await gus.request('mutation { updateProfile(input: { displayName: "Gustav" }) { user { id } } }');
    const { user } = await inbox.events.nextWhere((event) => event.user !== undefined);
    expect(user).toEqual({ username: 'gus', displayName: 'Gustav' });
    inbox.stop();
    await Promise.all([fay.close(), gus.close()]);
  });

  it('tells at one gateway what is unread of what is posted at the other, in rooms that are not open', async () => {
    interface Listed {
      __typename: string;
      room?: { name: string; membership: { unreadCount: number } };
    }
    await createRoom(ann, 'unread');
    await joinRoom(bob, 'unread');
    const joined = bob.subscribe<Listed>(JOINED_ROOMS);
    expect((await joined.events.next())?.__typename).toBe('JoinedRoomsOpened');
    await post(ann, { room: 'unread', text: 'one' });
    await joined.events.nextWhere(({ room }) => room?.name === 'unread' && room.membership.unreadCount === 1);
    await post(ann, { room: 'unread', text: 'two' });
    await joined.events.nextWhere(({ room }) => room?.name === 'unread' && room.membership.unreadCount === 2);
    joined.stop();
  });

  it('lists at one gateway whom somebody at the other invited, from that moment until it was declined, and tells both of it', async () => {
    const eve = await register(here, 'eve');
    const eveThere = anotherTab(there, eve);
    const tabs = [eve, eveThere].map((tab) => tab.subscribe<Event>(INBOX));
    for (const { events } of tabs) await events.next();
    const listed = async (tab: Person) => {
      const { me } = await tab.request<{ me: { invitations: { edges: { node: { room: { name: string } } }[] } } }>(
        '{ me { invitations { edges { node { room { name } } } } } }',
      );
      return me.invitations.edges.map(({ node }) => node.room.name);
    };
    const bobHere = anotherTab(here, bob);
    await bobHere.request('mutation { createRoom(input: { name: "cellar", visibility: PRIVATE }) { room { id } } }');
    for (let round = 0; round < 5; round += 1) {
      await call(bobHere, 'inviteToRoom', 'RoomUserInput', { room: 'cellar', username: 'eve' });
      expect(await listed(eveThere)).toEqual(['cellar']);
      await eveThere.request('mutation { declineInvitation(input: { room: "cellar" }) }');
      expect(await listed(eve)).toEqual([]);
      for (const { events } of tabs) {
        const seen = [await events.next(), await events.next()].map((event) => event?.__typename);
        expect(seen).toEqual(['InvitedToRoom', 'InvitationEnded']);
      }
    }
    for (const { stop } of tabs) stop();
    for (const person of [eve, eveThere, bobHere]) await person.close();
  });

  it('finds at one gateway what was said and edited at the other, whichever replica wrote it', async () => {
    await meet('library');
    const search = async (person: Person, text: string) => {
      const { searchMessages } = await person.request<{ searchMessages: { edges: { node: { text: string } }[] } }>(
        'query ($text: String!) { searchMessages(text: $text, room: "library") { edges { node { text } } } }',
        { text },
      );
      return searchMessages.edges.map(({ node }) => node.text).sort();
    };
    const { id } = await post(ann, { room: 'library', text: 'an old atlas' });
    await post(bob, { room: 'library', text: 'старые атласы' });
    await eventually(async () => expect(await search(bob, 'атлас')).toEqual(['старые атласы']));
    await ann.request(`mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }`, {
      input: { id, text: 'a new atlas' },
    });
    await eventually(async () => expect(await search(bob, 'atlases')).toEqual(['a new atlas']));
    await eventually(async () => expect(await search(bob, 'old')).toEqual([]));
  });

  it('refuses whom it banned at both gateways from that moment on', async () => {
    await meet('barred');
    const atBoth = [bob, anotherTab(here, bob)];
    for (const tab of atBoth) await post(tab, { room: 'barred', text: 'in time' });
    await ann.request(`mutation ($input: RoomUserInput!) { banFromRoom(input: $input) { room { id } } }`, {
      input: { room: 'barred', username: 'bob' },
    });
    const tries = atBoth.flatMap((tab) => Array.from({ length: 5 }, () => tab));
    const outcomes = await Promise.allSettled(tries.map((tab) => post(tab, { room: 'barred', text: 'too late' })));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'FORBIDDEN' } });
  });

  const losesNothing = async (service: 'messages' | 'rooms') => {
    const room = `war-${service}`;
    await createRoom(ann, room);
    const follower = await followRoom({ url: () => there, person: ann, room, random: seededRandom() });
    const { acknowledged, stop } = startWriters({
      room,
      tabs: [here, there, here, there].map((url) => anotherTab(url, ann)),
      patienceMs: PATIENCE_MS,
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(MESSAGES), { timeoutMs: DEADLINE_MS });

    const victim = cluster.process(`${service}-0`);
    await victim.kill();
    const until = acknowledged.length + MESSAGES;
    await eventually(() => post(ann, next(room)).then(({ text }) => void acknowledged.push(text)), {
      timeoutMs: TAKEOVER_MS,
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(until), { timeoutMs: PATIENCE_MS });
    await victim.start();
    await stop();

    const stored = (await history(ann, room)).map(({ text }) => text);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
    await eventually(() => expect(follower.seen.map(({ text }) => text)).toEqual(stored), { timeoutMs: TAKEOVER_MS });
    expect(follower.resets).toBe(0);
    await follower.stop();
    await eventually(() => isReady(victim), { timeoutMs: TAKEOVER_MS });
  };

  it('loses nothing and goes on when a process of messages is killed', () => losesNothing('messages'), 90_000);
  it('loses nothing and goes on when a process of rooms is killed', () => losesNothing('rooms'), 90_000);

  it('ends each process in order on SIGTERM, while the others go on', async () => {
    for (const name of ['gateway-1', 'messages-1', 'rooms-1', 'auth-1']) {
      expect([name, await cluster.process(name).stop()]).toEqual([name, 0]);
    }
    await post(anotherTab(cluster.url, ann), { room: 'tea', text: 'still here' });
  }, 90_000);
});

const next = (room: string) => ({ room, text: 'next', idempotencyKey: `${room} next` });

async function isReady(process: ClusterProcess): Promise<void> {
  expect(await process.isReady()).toBe(true);
}
