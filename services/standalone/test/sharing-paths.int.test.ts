import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { analyseSharing } from '../../gateway/execution/sharing.ts';
import { gatewaySchema } from '../../gateway/schema/build.ts';
import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, joinRoom, post, whisper } from './chat.ts';
import { type ComparedDocument, type ComparedStreams, compareStreams } from './compared-streams.ts';
import { anotherTab, login, type Person, register } from './person.ts';
import { assembleCast, type Cast, call, setRoom } from './room-scene.ts';
import { fragmentsOf, pathsOf, type SelectedPath } from './selected-paths.ts';

/** A subscription, and how deep its events are looked into. */
interface Source {
  subscription: string;
  /** How an operation goes on behind its name, up to what is selected of every event. */
  head: string;
  depth: number;
}

const ROOM: Source = {
  subscription: 'roomEvents',
  head: '($room: String!, $after: Cursor) { roomEvents(room: $room, after: $after) { __typename cursor',
  depth: 3,
};
const LOBBY: Source = { subscription: 'roomListEvents', head: ' { roomListEvents { __typename', depth: 3 };
const OWN_ROOMS: Source = { subscription: 'joinedRoomEvents', head: ' { joinedRoomEvents { __typename', depth: 2 };
const INBOX: Source = { subscription: 'inboxEvents', head: ' { inboxEvents { __typename cursor', depth: 2 };

const PATIENCE = { timeoutMs: 30_000 };
const schema = gatewaySchema();
/** A document holds at most 2,000 tokens. */
const PATHS_A_DOCUMENT = 250;
const STORED = [
  ...['MessagePosted', 'MessageEdited', 'MessageDeleted', 'ReactionAdded', 'ReactionRemoved'],
  ...['MemberJoined', 'MemberLeft', 'RoomUpdated'],
];
/** Kinds that whoever resumes is not told of: no log has them. */
const EPHEMERAL: ReadonlySet<string> = new Set(['UserOnline', 'UserOffline', 'TypingChanged']);

/** All paths of a subscription in few documents. Those that are shared are apart from those that would make their events one for each viewer. */
function documentsOf({ subscription, head, depth }: Source): ComparedDocument[] {
  const write = (paths: readonly SelectedPath[]) => (name: string) =>
    `subscription ${name}${head} ${fragmentsOf(schema, subscription, paths)} } }`;
  const isShared = (path: SelectedPath): boolean => {
    const document = parse(write([path])('One'));
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return analyseSharing(schema, document, operation as OperationDefinitionNode).sharedEvents.has(path.event);
  };
  return [...Map.groupBy(pathsOf(schema, subscription, depth), isShared)].flatMap(([shared, paths]) =>
    Array.from({ length: Math.ceil(paths.length / PATHS_A_DOCUMENT) }, (_, page) => {
      const some = paths.slice(page * PATHS_A_DOCUMENT, (page + 1) * PATHS_A_DOCUMENT);
      return { shared, text: write(some) };
    }),
  );
}

const monitorOf = ({ head }: Source): ComparedDocument => ({
  shared: true,
  text: (name) => `subscription ${name}${head} } }`,
});

const LOBBY_MONITOR: ComparedDocument = {
  shared: true,
  text: (name) => `subscription ${name}${LOBBY.head} ... on RoomListed { room { name topic } } } }`,
};

/** Something that happens, the kind of event that tells of it, and what the monitor shows of that where there may be others of the kind. */
type Step = readonly [kind: string, act: () => Promise<unknown>, shown?: object];

/** A path more than anybody may select at once is looked at as well. */
const EVERYTHING = { cost: Number.POSITIVE_INFINITY, eventCost: Number.POSITIVE_INFINITY };

describe('every path below an event, as it is shown to many at once and to each alone', () => {
  const folder = createTempFolder();
  const tabs: Person[] = [];
  let app: App;
  let cast: Cast;
  let spammer: Person;
  /** A public and a private room, and who may read them. */
  let scenes: { room: string; spamId: string; readers: Person[] }[];
  /** Where the rooms stood before anything happened in them. */
  const cursors = new Map<string, string | undefined>();

  beforeAll(async () => {
    app = await startApp({ dataDir: folder.path, env: { LOG_LEVEL: 'error' }, limits: EVERYTHING });
    cast = await assembleCast(app.url);
    spammer = await register(app.url, 'spammer');
    await register(app.url, 'troll');
    const { administrator, owner, moderator, member, stranger } = cast.people;
    const members = [member, administrator, moderator, owner];
    scenes = [
      { ...(await furnish('PUBLIC')), readers: [stranger, ...members] },
      { ...(await furnish('PRIVATE')), readers: members },
    ];
    await mutate(administrator, 'banUser', 'BanUserInput', { username: spammer.username, reason: 'spam' });
  }, 120_000);

  afterAll(async () => {
    for (const person of [...Object.values(cast.people), cast.author, cast.outsider, ...tabs]) await person.close();
    await app.close();
    folder.remove();
  }, 120_000);

  const mutate = (person: Person, verb: string, type: string, input: object, selection = '{ __typename }') =>
    person.request(`mutation ($input: ${type}!) { ${verb}(input: $input) ${selection} }`, { input });
  const tab = (person: Person): Person => {
    const another = anotherTab(app.url, person);
    tabs.push(another);
    return another;
  };

  /** A room with something of all that a room can hold. */
  async function furnish(visibility: 'PUBLIC' | 'PRIVATE') {
    const { people, author } = cast;
    const { owner, moderator, member } = people;
    const { room, messageId } = await setRoom(cast, visibility);
    for (const username of ['troll', 'spammer', 'outsider']) {
      await call(owner, 'inviteToRoom', 'RoomUserInput', { room, username });
    }
    await joinRoom(spammer, room);
    const spam = await post(spammer, { room, text: '@member buy this' });
    for (const [person, emoji] of [
      [member, '👍'],
      [spammer, '👍'],
      [owner, '🎉'],
    ] as const) {
      await mutate(person, 'addReaction', 'ReactionInput', { id: messageId, emoji });
    }
    await mutate(author, 'editMessage', 'EditMessageInput', { id: messageId, text: 'first, edited' });
    await deleteMessage(moderator, (await post(member, { room, text: 'gone' })).id);
    await call(owner, 'banFromRoom', 'RoomUserInput', { room, username: 'troll', reason: 'trolling' });
    return { room, spamId: spam.id };
  }

  /**
   * Does one thing after the other; before the next one everybody has been told. Returns the kinds of events that came of them. Events come by
   * themselves as well, such as the end of typing, so that each step waits for its own.
   */
  async function happen(streams: ComparedStreams, steps: readonly Step[]): Promise<string[]> {
    for (const [kind, act, shown] of steps) {
      const before = (await streams.settled()).length;
      await act();
      await eventually(async () => {
        expect((await streams.settled()).slice(before)).toContain(kind);
        if (shown) expect(streams.monitored().slice(before)).toContainEqual(expect.objectContaining(shown));
      }, PATIENCE);
    }
    await streams.compare();
    return streams.settled();
  }

  /** What happens in a room, for everybody who reads it. */
  function roomSteps({ room, spamId }: { room: string; spamId: string }): Step[] {
    const { author, outsider, people } = cast;
    const { owner, moderator, member } = people;
    let reply = '';
    let visitor: Person | undefined;
    const typing = (typing: boolean) => mutate(member, 'setTyping', 'SetTypingInput', { room, typing }, '');
    const kick = { room, username: spammer.username, reason: 'spam' };
    const promotion = { room, username: author.username, role: 'MODERATOR' };
    const answer = async () => {
      const input = { room, text: 'an answer', replyTo: spamId };
      const posted = await author.request<{ postMessage: { message: { id: string } } }>(
        'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }',
        { input },
      );
      reply = posted.postMessage.message.id;
    };
    const visit = async () => {
      visitor = await login(app.url, author.username);
      visitor.follow(monitorOf(ROOM).text('Visit'), { room });
    };
    return [
      ['MessagePosted', answer],
      [
        'MessageEdited',
        () => mutate(author, 'editMessage', 'EditMessageInput', { id: reply, text: 'a better answer' }),
      ],
      ['ReactionAdded', () => mutate(moderator, 'addReaction', 'ReactionInput', { id: reply, emoji: '👀' })],
      ['ReactionRemoved', () => mutate(moderator, 'removeReaction', 'ReactionInput', { id: reply, emoji: '👀' })],
      ['MessageDeleted', () => deleteMessage(moderator, reply)],
      ['MemberJoined', () => joinRoom(outsider, room)],
      // Of them an administrator sees why they may not sign in.
      ['MemberLeft', () => call(owner, 'kickFromRoom', 'RoomUserInput', kick)],
      ['RoomUpdated', () => call(owner, 'setRoomRole', 'SetRoomRoleInput', promotion)],
      ['RoomUpdated', () => mutate(owner, 'updateRoom', 'UpdateRoomInput', { room, topic: 'another' })],
      ['TypingChanged', () => typing(true)],
      ['TypingChanged', () => typing(false)],
      ['UserOnline', visit],
      // Nobody waits whether they come back, as they do for somebody whose connection broke off.
      ['UserOffline', async () => visitor?.request('mutation { logout }')],
    ];
  }

  /** Who is there is part of what is compared: waits until nobody comes any more. Nobody is told that an administrator looks into a private room. */
  async function allOnline(room: string, people: readonly Person[]): Promise<void> {
    const looks = people.map((person) => person.follow(monitorOf(ROOM).text('Here'), { room }));
    for (const { events } of looks) await events.next(PATIENCE.timeoutMs);
    await eventually(async () => {
      const query = 'query ($room: String!) { room(name: $room) { visibility onlineCount } }';
      const data = await people[0]?.request<{ room: { visibility: string; onlineCount: number } }>(query, { room });
      expect(data?.room.onlineCount).toBe(data?.room.visibility === 'PUBLIC' ? people.length : people.length - 1);
    }, PATIENCE);
  }

  /** Lets somebody be there, and waits until the lobby has told of them: it gathers what comes, so that they are listed later than they are there. */
  async function listedOnline(room: string, person: Person): Promise<void> {
    const text = 'subscription { roomListEvents { __typename ... on RoomListed { room { name onlineCount } } } }';
    const { events, stop } = person.follow<{ roomListEvents: { room?: { name: string; onlineCount: number } } }>(text);
    await events.next(PATIENCE.timeoutMs);
    await allOnline(room, [person]);
    for (let listed = 0; listed === 0; ) {
      const told = await events.next(PATIENCE.timeoutMs);
      if (!told) throw new Error('the lobby ended before it told of anybody');
      const shown = told.data?.roomListEvents.room;
      if (shown?.name === room) listed = shown.onlineCount;
    }
    stop();
  }

  it('is the same of the lobby, for every role and whoever subscribed first', async () => {
    const { member, owner, moderator } = cast.people;
    const members = new Set([member, owner, moderator]);
    await listedOnline(scenes[0]?.room ?? '', tab(owner));
    const streams = await compareStreams({
      viewers: Object.values(cast.people),
      ...{ documents: documentsOf(LOBBY), monitor: LOBBY_MONITOR, inTurn: true },
      opening: (viewer) => (members.has(viewer) ? 2 : 1),
    });
    const listed = (room: object) => ({ roomListEvents: { __typename: 'RoomListed', room } });
    const topic = 'for the lobby';
    const room = scenes[0]?.room;
    const kinds = await happen(streams, [
      [
        'RoomListed',
        () => mutate(owner, 'updateRoom', 'UpdateRoomInput', { room, topic }),
        listed({ name: room, topic }),
      ],
      ['RoomListed', () => createRoom(owner, 'another'), listed({ name: 'another', topic: null })],
      ['RoomUnlisted', () => mutate(owner, 'deleteRoom', 'RoomInput', { room: 'another' }, '')],
    ]);
    expect(new Set(kinds)).toEqual(new Set(['RoomListed', 'RoomUnlisted']));
    streams.stop();
  }, 120_000);

  it('is the same of one’s own rooms, on all devices', async () => {
    const { member, owner } = cast.people;
    await createRoom(owner, 'to-join');
    const streams = await compareStreams({
      viewers: [tab(member), tab(member)],
      ...{ documents: documentsOf(OWN_ROOMS), monitor: monitorOf(OWN_ROOMS), inTurn: true },
    });
    const kinds = await happen(streams, [
      ['RoomListed', () => joinRoom(member, 'to-join')],
      ['RoomListed', () => post(owner, { room: 'to-join', text: 'welcome' })],
      ['RoomUnlisted', () => call(member, 'leaveRoom', 'RoomInput', { room: 'to-join' })],
    ]);
    expect(new Set(kinds)).toEqual(new Set(['RoomListed', 'RoomUnlisted']));
    streams.stop();
  }, 120_000);

  it('is the same of an inbox, on all devices', async () => {
    const { author } = cast;
    const { member, owner } = cast.people;
    const room = scenes[0]?.room ?? '';
    const { username } = member;
    await createRoom(owner, 'by-invitation');
    author.follow(monitorOf(INBOX).text('Author'));
    let whispered = '';
    let mentioning = '';
    const streams = await compareStreams({
      viewers: [tab(member), tab(member)],
      ...{ documents: documentsOf(INBOX), monitor: monitorOf(INBOX), inTurn: true },
    });
    const send = async () => {
      whispered = (await whisper(author, { to: username, text: 'psst' })).id;
    };
    const mention = async () => {
      mentioning = (await post(author, { room, text: `@${username} look` })).id;
    };
    const edit = (id: string, text: string) => mutate(author, 'editMessage', 'EditMessageInput', { id, text });
    const typing = { conversation: username, typing: true };
    const invitation = { room: 'by-invitation', username };
    const kinds = await happen(streams, [
      ['DirectMessagePosted', send],
      ['DirectMessageEdited', () => edit(whispered, 'psst!')],
      ['DirectMessageDeleted', () => deleteMessage(author, whispered)],
      ['DeliveryChanged', () => whisper(member, { to: author.username, text: 'what?' })],
      ['DirectTypingChanged', () => mutate(author, 'setTyping', 'SetTypingInput', typing, '')],
      ['Mentioned', mention],
      ['MentionEnded', () => edit(mentioning, 'look')],
      ['ReadMarkerMoved', () => mutate(member, 'markRead', 'MarkReadInput', { room, seq: 1 })],
      ['InvitedToRoom', () => call(owner, 'inviteToRoom', 'RoomUserInput', invitation)],
    ]);
    expect([...new Set(kinds)].sort()).toEqual([
      ...['DeliveryChanged', 'DirectMessageDeleted', 'DirectMessageEdited', 'DirectMessagePosted'],
      ...['DirectTypingChanged', 'InvitedToRoom', 'MentionEnded', 'Mentioned', 'ReadMarkerMoved'],
    ]);
    streams.stop();
  }, 120_000);

  it('is the same of a room, for every role and whoever subscribed first', async () => {
    for (const [at, { room, spamId, readers }] of scenes.entries()) {
      const documents = documentsOf({ ...ROOM, depth: at === 0 ? 3 : 2 });
      const streams = await compareStreams({
        ...{ viewers: readers, documents, monitor: monitorOf(ROOM), variables: { room } },
        inTurn: true,
      });
      const kinds = new Set(await happen(streams, roomSteps({ room, spamId })));
      expect([...kinds].sort()).toEqual([...STORED, ...EPHEMERAL].sort());
      cursors.set(room, streams.cursor);
      streams.stop();
    }
  }, 120_000);

  it.each(['remembers', 'reads in the log'])(
    'is the same of what a gateway %s of a room',
    async (how) => {
      if (how === 'reads in the log') {
        await app.close();
        app = await startApp({ dataDir: folder.path, env: { LOG_LEVEL: 'error' }, limits: EVERYTHING });
      }
      const documents = documentsOf({ ...ROOM, depth: 2 });
      for (const { room, readers } of scenes) {
        const viewers = readers.map(tab);
        await allOnline(room, viewers);
        const streams = await compareStreams({
          ...{ viewers, documents, monitor: monitorOf(ROOM), variables: { room, after: cursors.get(room) } },
          ...{ inTurn: false, isMeant: (kind) => !EPHEMERAL.has(kind) },
        });
        await streams.compare();
        expect([...new Set(await streams.settled())].sort()).toEqual([...STORED].sort());
        streams.stop();
      }
    },
    120_000,
  );
});
