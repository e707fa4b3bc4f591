import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { block, conversationTexts, unblock } from './block.ts';
import { createRoom, joinRoom, post, whisper } from './chat.ts';
import { graphqlClient, type Subscription } from './graphql-client.ts';
import { anotherTab, login, PASSWORD, type Person, register } from './person.ts';

const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) { __typename cursor
  ... on InboxOpened { conversations { peer { username } unreadCount } }
  ... on DirectMessagePosted { message { id text delivery author { username } } }
  ... on DirectMessageEdited { message { id text reactions { emoji count } } }
  ... on DirectMessageDeleted { message { id } }
  ... on Mentioned { message { text } } ... on InvitedToRoom { by { username } room { name } }
  ... on DirectTypingChanged { user { username } typing } ... on DeliveryChanged { messageId delivery } } }`;

interface InboxEvent {
  __typename: string;
  cursor: string;
  conversations?: { peer: { username: string }; unreadCount: number }[];
  message?: { id: string; text: string | null; delivery?: string | null; author?: { username: string } };
  messageId?: string;
  delivery?: string;
  user?: { username: string };
}

const blockedBy = async (person: Person, field = 'me') => {
  const data = await person.request<Record<string, { blockedUsers: { username: string }[] } | null>>(
    `{ user: ${field} { blockedUsers { username } } }`,
  );
  return data['user']?.blockedUsers.map(({ username }) => username);
};

describe('blocking somebody', () => {
  let app: App;
  let root: Person;
  let people: Person[];
  let trios = 0;
  beforeAll(async () => {
    app = await startApp();
    root = await register(app.url, 'root');
    people = [root];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(people.map((person) => person.close()));
    await app.close();
  }, 60_000);

  /** Ann, who blocks; Bob, who is blocked; Cyd, who is neither. */
  async function meet() {
    trios += 1;
    const [ann, bob, cyd] = await Promise.all(
      ['ann', 'bob', 'cyd'].map((name) => register(app.url, `${name}-${trios}`)),
    );
    if (!ann || !bob || !cyd) throw new Error('three were registered');
    people.push(ann, bob, cyd);
    return { ann, bob, cyd };
  }
  async function follow(person: Person, after?: string): Promise<Subscription<InboxEvent> & { opened: InboxEvent }> {
    const inbox = person.subscribe<InboxEvent>(INBOX, after === undefined ? {} : { after });
    const opened = await inbox.events.next();
    if (!opened) throw new Error('the inbox did not open');
    return { ...inbox, opened };
  }
  /** Everything up to a message of Cyd's, which is sent now, without that. */
  async function seenUntilNow({ events }: Subscription<InboxEvent>, to: Person, cyd: Person): Promise<InboxEvent[]> {
    const { id } = await whisper(cyd, { to: to.username, text: 'mark' });
    const seen: InboxEvent[] = [];
    for (;;) {
      const event = await events.next();
      if (!event || event.message?.id === id) return seen;
      seen.push(event);
    }
  }
  const type = (person: Person, conversation: string, typing = true) =>
    person.request('mutation ($input: SetTypingInput!) { setTyping(input: $input) }', {
      input: { conversation, typing },
    });
  const deliveryOf = async (person: Person, peer: string) => {
    const { conversation } = await person.request<{
      conversation: { messages: { edges: { node: { delivery: string | null } }[] } };
    }>('query ($peer: String!) { conversation(with: $peer) { messages { edges { node { delivery } } } } }', { peer });
    return conversation.messages.edges.map(({ node }) => node.delivery);
  };

  it('keeps their messages away, live, when coming back and in every list, and tells them nothing', async () => {
    const { ann, bob, cyd } = await meet();
    await whisper(bob, { to: ann.username, text: 'before' });
    const annsInbox = await follow(ann);
    const bobsInbox = await follow(bob);
    await block(ann, bob.username);
    const { id } = await whisper(bob, { to: ann.username, text: 'rude' });
    expect(await seenUntilNow(annsInbox, ann, cyd)).toEqual([]);
    expect(await seenUntilNow(await follow(ann, annsInbox.opened.cursor), ann, cyd)).toMatchObject([
      { message: { text: 'mark' } },
    ]);
    const again = await follow(ann);
    expect(again.opened.conversations).toMatchObject([
      { peer: { username: cyd.username }, unreadCount: 2 },
      { peer: { username: bob.username }, unreadCount: 1 },
    ]);
    expect(await conversationTexts(ann, bob.username)).toEqual(['before']);
    expect(await conversationTexts(bob, ann.username)).toEqual(['before', 'rude']);
    const posted = await bobsInbox.events.nextWhere(({ message }) => message?.id === id);
    expect(posted.message).toMatchObject({ text: 'rude', delivery: 'SENT' });
    // Receipts are gathered, and stored a little later.
    const bobElsewhere = await login(app.url, bob.username);
    people.push(bobElsewhere);
    await eventually(async () => {
      expect(await deliveryOf(bobElsewhere, ann.username)).toEqual(['DELIVERED', 'SENT']);
    });
  });

  it('makes no conversation of messages that nobody is shown', async () => {
    const { ann, bob } = await meet();
    await block(ann, bob.username.toUpperCase());
    await whisper(bob, { to: ann.username, text: 'rude' });
    expect(await conversationTexts(ann, bob.username)).toBeUndefined();
    const { opened } = await follow(ann);
    expect(opened.conversations).toEqual([]);
    const { searchMessages } = await ann.request<{ searchMessages: { edges: unknown[] } }>(
      '{ searchMessages(text: "rude") { edges { cursor } } }',
    );
    expect(searchMessages.edges).toEqual([]);
  });

  it('is over for what comes after it, and what was withheld stays withheld and sent', async () => {
    const { ann, bob, cyd } = await meet();
    await block(ann, bob.username);
    await whisper(bob, { to: ann.username, text: 'rude' });
    await unblock(ann, bob.username);
    const annsInbox = await follow(ann);
    await whisper(bob, { to: ann.username, text: 'sorry' });
    expect(await seenUntilNow(annsInbox, ann, cyd)).toMatchObject([{ message: { text: 'sorry' } }]);
    await ann.request('mutation ($u: String!) { markRead(input: { conversation: $u, seq: 9 }) { unreadCount } }', {
      u: bob.username,
    });
    expect(await conversationTexts(ann, bob.username)).toEqual(['sorry']);
    expect(await deliveryOf(bob, ann.username)).toEqual(['SENT', 'READ']);
  });

  it('keeps their mentions and invitations away, and nobody else’s', async () => {
    const { ann, bob, cyd } = await meet();
    const room = `den-${bob.username}`;
    await createRoom(bob, room);
    await joinRoom(ann, room);
    await joinRoom(cyd, room);
    await createRoom(bob, `${room}-2`);
    await joinRoom(cyd, `${room}-2`);
    await block(ann, bob.username);
    const annsInbox = await follow(ann);
    const invite = (by: Person) =>
      by.request('mutation ($input: RoomUserInput!) { inviteToRoom(input: $input) { room { id } } }', {
        input: { room: `${room}-2`, username: ann.username },
      });
    await post(bob, { room, text: `@${ann.username} look` });
    await invite(bob);
    await post(cyd, { room, text: `@${ann.username} hello` });
    await invite(cyd);
    await annsInbox.events.nextWhere(({ __typename }) => __typename === 'InvitedToRoom');
    const after = { after: annsInbox.opened.cursor };
    const { events } = ann.subscribe<InboxEvent>(INBOX, after);
    const seen = [await events.next(), await events.next(), await events.next()];
    expect(seen.slice(1)).toMatchObject([
      { __typename: 'Mentioned', message: { text: `@${ann.username} hello` } },
      { __typename: 'InvitedToRoom', by: { username: cyd.username } },
    ]);
    const data = await ann.request<{ room: { membership: object } }>(
      'query ($room: String!) { room(name: $room) { membership { unreadCount mentionCount } } }',
      { room },
    );
    expect(data.room.membership).toEqual({ unreadCount: 2, mentionCount: 1 });
    const list = await bob.request<{ room: { invitations: { edges: { node: object }[] } } }>(
      'query ($room: String!) { room(name: $room) { invitations { edges { node { user { username } by { username } } } } } }',
      { room: `${room}-2` },
    );
    expect(list.room.invitations.edges.map(({ node }) => node)).toEqual([
      { user: { username: ann.username }, by: { username: bob.username } },
    ]);
  });

  it('hears nothing of somebody who types: blocked, or never met', async () => {
    const { ann, bob, cyd } = await meet();
    const annsInbox = await follow(ann);
    expect(await type(bob, ann.username)).toEqual({ setTyping: true });
    expect(await seenUntilNow(annsInbox, ann, cyd)).toEqual([]);
    await type(cyd, ann.username);
    expect(await annsInbox.events.next()).toMatchObject({ __typename: 'DirectTypingChanged', typing: true });
    await block(ann, cyd.username);
    await type(cyd, ann.username, false);
    expect(await annsInbox.events.next()).toMatchObject({ typing: false });
    expect(await type(cyd, ann.username)).toEqual({ setTyping: true });
    await whisper(bob, { to: ann.username, text: 'mark' });
    expect(await annsInbox.events.next()).toMatchObject({ message: { text: 'mark' } });
  });

  it('shows no new text and no reaction on what was read before', async () => {
    const { ann, bob, cyd } = await meet();
    const { id } = await whisper(bob, { to: ann.username, text: 'kind' });
    await block(ann, bob.username);
    const annsInbox = await follow(ann);
    await bob.request('mutation ($id: ID!) { editMessage(input: { id: $id, text: "rude" }) { message { text } } }', {
      id,
    });
    await bob.request('mutation ($id: ID!) { addReaction(input: { id: $id, emoji: "👎" }) { message { id } } }', {
      id,
    });
    expect(await seenUntilNow(annsInbox, ann, cyd)).toEqual([]);
    const one =
      'query ($peer: String!) { conversation(with: $peer) { messages { edges { node { text editedAt reactions { emoji } } } } } }';
    const nodes = async (person: Person, peer: Person) => {
      const data = await person.request<{ conversation: { messages: { edges: { node: object }[] } } }>(one, {
        peer: peer.username,
      });
      return data.conversation.messages.edges.map(({ node }) => node);
    };
    expect(await nodes(ann, bob)).toEqual([{ text: 'kind', editedAt: null, reactions: [] }]);
    expect(await nodes(bob, ann)).toMatchObject([{ text: 'rude', reactions: [{ emoji: '👎' }] }]);
    await bob.request('mutation ($id: ID!) { deleteMessage(input: { id: $id }) { message { id } } }', { id });
    expect(await annsInbox.events.next()).toMatchObject({ __typename: 'DirectMessageDeleted' });
  });

  it('is for others to be kept away, not for writing to them: that takes unblocking them first', async () => {
    const { ann, bob } = await meet();
    await block(ann, bob.username);
    const sent = whisper(ann, { to: bob.username, text: 'hi' });
    await expect(sent).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('unblock') });
    await unblock(ann, bob.username);
    await whisper(ann, { to: bob.username, text: 'hi' });
    expect(await conversationTexts(bob, ann.username)).toEqual(['hi']);
  });

  it('is one’s own business: whom one blocks nobody else reads, by whatever way, an administrator included', async () => {
    const { ann, bob, cyd } = await meet();
    await block(ann, cyd.username);
    await block(ann, bob.username);
    await whisper(bob, { to: ann.username, text: 'rude' });
    expect(await blockedBy(ann)).toEqual([bob.username, cyd.username]);
    expect(await blockedBy(bob, `user(username: "${ann.username}")`)).toEqual([]);
    expect(await blockedBy(root, `user(username: "${ann.username}")`)).toEqual([]);
    for (const name of [`inbox-${ann.id}`, `timeline-${[ann.id, bob.id].sort().join('_')}`]) {
      const { eventStream } = await root.request<{ eventStream: { events: { data: string }[] } }>(
        'query ($name: String!) { eventStream(name: $name) { events(last: 100) { type data } } }',
        { name },
      );
      const shown = eventStream.events.map(({ data }) => data).join();
      expect(shown).not.toMatch(new RegExp(`withheld|peerSees|blockedId":"(?!\\[)|${cyd.id}`));
    }
  });

  it('is no different when it happens twice, or to an administrator, or to a closed account', async () => {
    const { ann, bob } = await meet();
    for (const username of [bob.username, 'root', bob.username]) await block(ann, username);
    await whisper(root, { to: ann.username, text: 'a word' });
    expect(await conversationTexts(ann, 'root')).toBeUndefined();
    await root.request('mutation ($u: String!) { deleteUser(input: { username: $u }) }', { u: bob.username });
    expect(await blockedBy(ann)).toEqual(['root', bob.username]);
    await unblock(ann, bob.username);
    await unblock(ann, bob.username);
    expect(await blockedBy(ann)).toEqual(['root']);
    await expect(block(ann, ann.username)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(block(ann, 'nobody-at-all')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(unblock(ann, 'nobody-at-all')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is shown where one asks for oneself, and costs nothing wherever else one is shown', async () => {
    const { ann, bob } = await meet();
    await block(ann, bob.username);
    const room = `cost-${ann.username}`;
    await createRoom(ann, room);
    for (const text of ['1', '2', '3']) await post(ann, { room, text });
    expect(await blockedBy(ann)).toEqual([bob.username]);
    expect(await blockedBy(ann, `user(username: "${ann.username}")`)).toEqual([bob.username]);
    const { room: found } = await ann.request<{
      room: { messages: { edges: { node: { author: { blockedUsers: object[] } } }[] } };
    }>(
      'query ($room: String!) { room(name: $room) { messages(last: 100) { edges { node { author { blockedUsers { id } } } } } } }',
      { room },
    );
    expect(found.messages.edges.map(({ node }) => node.author.blockedUsers)).toEqual([[], [], []]);
    const { login } = await graphqlClient({ url: app.url }).request<{ login: { user: { blockedUsers: object[] } } }>(
      'mutation ($input: LoginInput!) { login(input: $input) { user { blockedUsers { id } } } }',
      { input: { username: ann.username, password: PASSWORD } },
    );
    expect(login.user.blockedUsers).toEqual([]);
  });

  it('holds whichever comes first, also when both come at once', async () => {
    const { ann, bob } = await meet();
    const second = anotherTab(app.url, bob);
    people.push(second);
    await whisper(bob, { to: ann.username, text: 'before' });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        whisper(bob, { to: ann.username, text: 'either' }),
        block(ann, bob.username),
        whisper(second, { to: ann.username, text: 'either' }),
      ]);
      await whisper(second, { to: ann.username, text: 'hidden' });
      await unblock(ann, bob.username);
      await whisper(bob, { to: ann.username, text: 'seen' });
    }
    const texts = (await conversationTexts(ann, bob.username)) ?? [];
    expect(texts.filter((text) => text === 'seen')).toHaveLength(10);
    expect(texts).not.toContain('hidden');
    expect(await conversationTexts(bob, ann.username)).toHaveLength(41);
  });
});
