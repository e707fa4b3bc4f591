import { type App, startApp } from './app.ts';
import { deleteMessage } from './chat.ts';
import type { Result, Subscription } from './graphql-client.ts';
import type { Person } from './person.ts';
import { assembleCast, type Cast, call, setRoom } from './room-scene.ts';

interface RoomEvents {
  roomEvents: { __typename: string; room?: object } | null;
}

const BANS = 'bans { edges { node { reason } } }';
const INVITATIONS = 'invitations { edges { node { user { username } } } }';

/** All orders in which they can come. */
function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

describe('what subscribers of one document are shown', () => {
  let app: App;
  let cast: Cast;
  let documents = 0;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    cast = await assembleCast(app.url);
  }, 60_000);

  afterAll(async () => {
    for (const person of Object.values(cast.people)) await person.close();
    await app.close();
  }, 60_000);

  /** What each of them is told of a change of the room, subscribed in this order with the same document. */
  async function told(room: string, selection: string, people: readonly Person[]): Promise<Result<RoomEvents>[]> {
    documents += 1;
    const document = `subscription Told${documents} ($room: String!) {
      roomEvents(room: $room) { __typename ... on RoomUpdated { room { ${selection} } } }
    }`;
    const subscriptions: Subscription<Result<RoomEvents>>[] = [];
    for (const person of people) {
      const subscription = person.follow<RoomEvents>(document, { room });
      await subscription.events.nextWhere(({ data }) => data?.roomEvents?.__typename === 'RoomOpened');
      subscriptions.push(subscription);
    }
    await cast.people.owner.request(
      'mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }',
      { input: { room, topic: `topic ${documents}` } },
    );
    const results = await Promise.all(
      subscriptions.map(({ events }) =>
        events.nextWhere(({ data, errors }) => errors !== undefined || data?.roomEvents?.__typename === 'RoomUpdated'),
      ),
    );
    for (const { stop } of subscriptions) stop();
    return results;
  }

  it('a member never reads the reasons of bans, whoever subscribed first', async () => {
    const { people, outsider } = cast;
    const { room } = await setRoom(cast, 'PUBLIC');
    await call(people.owner, 'banFromRoom', 'RoomUserInput', { room, username: outsider.username, reason: 'spam' });
    for (const order of orders([people.moderator, people.member, people.administrator])) {
      const results = await told(room, BANS, order);
      for (const [at, person] of order.entries()) {
        const { data, errors } = results[at] ?? {};
        if (person === people.member) {
          expect(JSON.stringify(results[at])).not.toContain('spam');
          expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
        } else {
          expect(errors).toBeUndefined();
          expect(JSON.stringify(data)).toContain('spam');
        }
      }
    }
  });

  it('a member never learns who is invited, whoever subscribed first', async () => {
    const { people, outsider } = cast;
    const { room } = await setRoom(cast, 'PRIVATE');
    await call(people.owner, 'inviteToRoom', 'RoomUserInput', { room, username: outsider.username });
    for (const order of orders([people.owner, people.member])) {
      const results = await told(room, INVITATIONS, order);
      const [ofOwner, ofMember] = [people.owner, people.member].map((person) => results[order.indexOf(person)]);
      expect(JSON.stringify(ofOwner?.data)).toContain(outsider.username);
      expect(ofMember?.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });

  const ANSWERS = `subscription ($room: String!, $after: Cursor) { roomEvents(room: $room, after: $after) {
    __typename cursor ... on MessagePosted { message { text replyTo { text } } } } }`;
  interface Answered {
    __typename: string;
    cursor: string;
    message?: { text: string; replyTo: { text: string | null } | null };
  }
  const answer = (room: string, text: string, replyTo: string) =>
    cast.author.request('mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }', {
      input: { room, text, replyTo },
    });

  it('nobody misses anything or is shown less when those who subscribed first lose their right', async () => {
    const { people } = cast;
    const { room, messageId } = await setRoom(cast, 'PRIVATE');
    const followed: Subscription<Answered>[] = [];
    for (const person of [people.member, people.moderator, people.owner, people.administrator]) {
      const subscription = person.subscribe<Answered>(ANSWERS, { room });
      await subscription.events.next();
      followed.push(subscription);
    }
    const texts = Array.from({ length: 20 }, (_, at) => `answer ${at}`);
    for (const [at, text] of texts.entries()) {
      const leaving = { 5: people.member, 12: people.moderator }[at];
      const gone = leaving && call(people.owner, 'kickFromRoom', 'RoomUserInput', { room, username: leaving.username });
      await Promise.all([answer(room, text, messageId), gone]);
    }
    for (const { events } of followed.slice(2)) {
      const messages: unknown[] = [];
      while (messages.length < texts.length) {
        const event = await events.nextWhere(({ __typename }) => !/^(MemberLeft|User)/.test(__typename));
        messages.push(event.message ?? event);
      }
      expect(messages).toEqual(texts.map((text) => ({ text, replyTo: { text: 'first' } })));
    }
    for (const { stop } of followed) stop();
  });

  it('whoever resumes is not shown in an answer what was deleted meanwhile', async () => {
    const { people } = cast;
    const { room, messageId } = await setRoom(cast, 'PUBLIC');
    const followed = [people.owner, people.moderator].map((person) => person.subscribe<Answered>(ANSWERS, { room }));
    const [opened] = await Promise.all(followed.map(({ events }) => events.next()));
    await answer(room, 'an answer', messageId);
    const isAnswer = ({ message }: Answered) => message?.text === 'an answer';
    for (const { events } of followed) {
      expect((await events.nextWhere(isAnswer)).message?.replyTo).toEqual({ text: 'first' });
    }
    await deleteMessage(people.moderator, messageId);
    for (const { events } of followed) await events.nextWhere(({ __typename }) => __typename === 'MessageDeleted');
    const { events, stop } = people.member.subscribe<Answered>(ANSWERS, { room, after: opened?.cursor });
    expect((await events.nextWhere(isAnswer)).message?.replyTo).toEqual({ text: null });
    for (const one of [...followed, { stop }]) one.stop();
  });
});
