import { readFileSync } from 'node:fs';
import { eventually } from '@confab/runtime/testing/eventually';
import { buildSchema } from 'graphql';
import {
  fieldsWithArguments,
  literalsWith,
  nameOf,
  optionalPlaces,
  type Place,
  type Sample,
  saysToClear,
  takesEmpty,
  valuesWith,
} from '../../gateway/test/optional-places.ts';
import { type App, startApp } from './app.ts';
import { createRoom, history, joinRoom, post, whisper } from './chat.ts';
import type { RequestFailed } from './graphql-client.ts';
import { PASSWORD, type Person, register } from './person.ts';
import { call } from './room-scene.ts';
import { selectionOf } from './selection.ts';

const schema = buildSchema(readFileSync(new URL('../../gateway/schema.graphql', import.meta.url), 'utf8'));
const cases = fieldsWithArguments(schema)
  .flatMap(([type, field]) => optionalPlaces(type, field))
  .map((place) => [nameOf(place), place] as const);

/** How a field of each type is reached from the root. */
const ROUTES: Readonly<Record<string, (selection: string) => string>> = {
  Query: (selection) => selection,
  Mutation: (selection) => selection,
  Subscription: (selection) => selection,
  Room: (selection) => `room(name: "tea") { ${selection} }`,
  Conversation: (selection) => `conversation(with: "bob") { ${selection} }`,
  Reaction: (selection) => `room(name: "tea") { messages { edges { node { reactions { ${selection} } } } } }`,
  User: (selection) => `me { ${selection} }`,
  EventStream: (selection) => `eventStream(name: "server-admin") { ${selection} }`,
  RoomOpened: (selection) => `roomEvents(room: "tea") { ... on RoomOpened { ${selection} } }`,
};

/** What is sent beside the value that is looked at. `fresh` is the name of somebody, or of something, that is new each time. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  'Query.searchMessages.text': 'first',
  // Others are added meanwhile, by neither of these.
  'Query.allMessages.text': 'first',
  'Query.allMessages.author': 'bob',
  'RegisterInput.username': 'made',
  'RegisterInput.password': PASSWORD,
  'BanUserInput.username': 'fresh',
  'PostMessageInput.room': 'tea',
  'PostMessageInput.text': 'hello',
  'SendDirectMessageInput.to': 'bob',
  'SendDirectMessageInput.text': 'hello',
  'MarkReadInput.room': 'tea',
  'MarkReadInput.seq': 1,
  'MarkUnreadInput.room': 'tea',
  'MarkUnreadInput.seq': 1,
  'SetTypingInput.room': 'tea',
  'SetTypingInput.typing': true,
  'CreateRoomInput.name': 'made',
  'UpdateRoomInput.room': 'tea',
  'RoomUserInput.room': 'tea',
  'RoomUserInput.username': 'fresh',
  'Subscription.roomEvents.room': 'tea',
};

interface Sent {
  value: null | '' | undefined;
  by: 'literal' | 'variable' | 'variable in a literal';
}
/** Of what a change answers with, no lists: others are added to them meanwhile. */
const LEVELS: Readonly<Record<string, number>> = { Mutation: 2 };
const WAYS = ['literal', 'variable', 'variable in a literal'] as const;

describe('what a client sends without saying anything, through the whole product', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let made = 0;

  beforeAll(async () => {
    // Everything is selected that there is, which is more than anybody may ask for at once.
    app = await startApp({ limits: { cost: Number.POSITIVE_INFINITY, eventCost: Number.POSITIVE_INFINITY } });
    [ann, bob] = [await register(app.url, 'ann'), await register(app.url, 'bob')];
    for (const name of ['mallory', 'ivy']) await register(app.url, name);
    await call(ann, 'createRoom', 'CreateRoomInput', { name: 'tea', topic: 'Oolong' });
    await joinRoom(bob, 'tea');
    await call(ann, 'banFromRoom', 'RoomUserInput', { room: 'tea', username: 'mallory', reason: 'spam' });
    await call(ann, 'inviteToRoom', 'RoomUserInput', { room: 'tea', username: 'ivy' });
    await call(bob, 'createRoom', 'CreateRoomInput', { name: 'den' });
    await call(bob, 'inviteToRoom', 'RoomUserInput', { room: 'den', username: 'ann' });
    const { id } = await post(ann, { room: 'tea', text: 'first' });
    await bob.request(`mutation { addReaction(input: { id: "${id}", emoji: "👍" }) { message { id } } }`);
    await whisper(bob, { to: 'ann', text: 'first, in private' });
    await eventually(async () => {
      const found = await ann.request<{ searchMessages: { edges: unknown[] } }>(
        '{ searchMessages(text: "first") { edges { cursor } } }',
      );
      expect(found.searchMessages.edges).toHaveLength(2);
    });
  });
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  /** Somebody who has just become a member, for what can be done to a user once. */
  async function newcomer(): Promise<string> {
    made += 1;
    const name = `fresh-${made}`;
    const person = await register(app.url, name);
    await joinRoom(person, 'tea');
    await person.close();
    return name;
  }

  /** The document and variables that send a value at a place. */
  function requestFor(place: Place, { value, by }: Sent, names: Record<string, string>) {
    const { type, field, path } = place;
    const sample: Sample = ({ name }, owner) => {
      const known = SAMPLES[`${owner}.${name}`];
      return names[String(known)] ?? known;
    };
    const whole = by === 'variable';
    const values = valuesWith(place, value, sample);
    const declared = whole
      ? field.args.filter(({ name }) => name in values).map((arg) => `$${arg.name}: ${arg.type}`)
      : by === 'literal' || value === undefined
        ? []
        : [`$leaf: ${path.at(-1)?.type}`];
    const text = value === undefined ? undefined : by === 'literal' ? JSON.stringify(value) : '$leaf';
    const given = whole
      ? Object.keys(values)
          .map((name) => `${name}: $${name}`)
          .join(', ')
      : literalsWith(place, text, sample);
    const operation = { Mutation: 'mutation', Subscription: 'subscription', RoomOpened: 'subscription' }[type.name];
    const selected = `${field.name}${given && `(${given})`} ${selectionOf(schema, field.type, LEVELS[type.name])}`;
    return {
      document: `${operation ?? 'query'} ${declared.length > 0 ? `(${declared})` : ''} { ${ROUTES[type.name]?.(selected)} }`,
      variables: whole ? values : { leaf: value },
    };
  }

  /** The answer, or the first event, without what is different each time. */
  async function answerTo(place: Place, sent: Sent): Promise<unknown> {
    made += 1;
    const names: Record<string, string> = { made: `made-${made}` };
    if (/RoomUserInput|BanUserInput/.test(String(place.path[0]?.type))) names['fresh'] = await newcomer();
    const { document, variables } = requestFor(place, sent, names);
    if (document.startsWith('subscription')) {
      const { events, stop } = ann.subscribe(document, variables);
      const first = await events.next();
      stop();
      return first;
    }
    const { status, data, errors } = await ann.execute(document, variables);
    const refused = errors.map(({ extensions, message }) => [extensions?.code, extensions?.field, message]);
    const answer = JSON.stringify({ status, data, refused });
    return JSON.parse(answer.replaceAll(/(?:made|fresh)-\d+|(?<=\/invite\/)[\w.-]+/g, 'new'));
  }

  it('knows a way to every field that takes arguments', () => {
    expect(cases.map(([, { type }]) => type.name).filter((name) => !(name in ROUTES))).toEqual([]);
  });

  /** Says the same whichever way it is said. What is read may change by itself in between: rooms and people move up as they are heard of. */
  const expectAsAbsent = async (name: string, place: Place, value: null | '') => {
    const compare = async () => {
      const absent = await answerTo(place, { value: undefined, by: 'literal' });
      for (const by of WAYS) expect([by, await answerTo(place, { value, by })]).toEqual([by, absent]);
    };
    await (name.startsWith('Query.') ? eventually(compare) : compare());
  };

  it.each(cases)('null is as good as absent: %s', (name, place) => expectAsAbsent(name, place, null));

  it.each(cases.filter(([, place]) => takesEmpty(place) && !saysToClear(place)))(
    'an empty string is as good as absent: %s',
    (name, place) => expectAsAbsent(name, place, ''),
  );

  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => 'accepted',
      (error: RequestFailed) => [error.code, error.field],
    );
  const change = (input: object) =>
    ann.request<{ updateRoom: { room: { topic: string | null } } }>(
      'mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { topic } } }',
      { input: { room: 'topical', ...input } },
    );

  it('a topic stays for null and is taken away by an empty string', async () => {
    await createRoom(ann, 'topical');
    await change({ topic: 'Green' });
    const nothing = { topic: null, posting: null, visibility: null };
    for (const input of [nothing, {}]) expect((await change(input)).updateRoom.room.topic).toBe('Green');
    expect((await change({ topic: '' })).updateRoom.room.topic).toBeNull();
  });

  it('an account without a display name, or with an empty one, is shown by its username', async () => {
    const { register: made } = await ann.request<{ register: { user: { displayName: string } } }>(
      'mutation ($input: RegisterInput!) { register(input: $input) { user { displayName } } }',
      { input: { username: 'plain', password: PASSWORD, displayName: '' } },
    );
    expect(made.user.displayName).toBe('plain');
  });

  it('an empty key makes no message a repetition of another', async () => {
    await createRoom(ann, 'keys');
    for (const text of ['one', 'two']) await post(ann, { room: 'keys', text, idempotencyKey: '' });
    expect((await history(ann, 'keys')).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('one of two alternatives is meant where the other one is empty; neither is refused', async () => {
    const mark = (input: object) =>
      ann.request('mutation ($input: MarkReadInput!) { markRead(input: $input) { lastReadSeq } }', { input });
    for (const nothing of ['', null]) {
      expect(await mark({ room: nothing, conversation: 'bob', seq: 0 })).toBeTruthy();
      expect(await mark({ room: 'tea', conversation: nothing, seq: 0 })).toBeTruthy();
      expect(await refusal(mark({ room: nothing, conversation: nothing, seq: 0 }))).toEqual(['BAD_USER_INPUT', 'room']);
    }
  });

  it('an enum and what is required stay strict', async () => {
    expect(await refusal(change({ posting: '' }))).toEqual(['BAD_USER_INPUT', 'posting']);
    expect((await refusal(change({ room: '' })))[0]).not.toBe('accepted');
    expect(await refusal(post(ann, { room: 'tea', text: '' }))).toEqual(['BAD_USER_INPUT', 'text']);
    expect(await refusal(createRoom(ann, ''))).toEqual(['BAD_USER_INPUT', 'name']);
  });
});
