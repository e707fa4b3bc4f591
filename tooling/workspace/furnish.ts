import { type Account, act, register } from './account.ts';
import type { Chance } from './chance.ts';
import { ADMINISTRATOR, PEOPLE, VIEWER, WORKSPACE_PASSWORD } from './people.ts';
import type { RoomPlan } from './rooms.ts';
import { makeStory, type PostPlan, type Story } from './story.ts';
import type { TurnedClock } from './turned-clock.ts';
import { sentence } from './words.ts';

/** Commands under way at a time: they share a commit or two. */
const AT_ONCE = 16;
/** With whom the viewer has written privately, and whose last messages they have not read. */
const CONVERSATIONS = [
  'bob',
  'carla',
  'dmitri',
  'haruto',
  'katya',
  'li-wei',
  'olga',
  'priya',
  'rosa',
  'tomasz',
  'yael',
  'zoltan',
  'finn',
  'мария',
];
const UNREAD_FROM = ['bob', 'dmitri', 'li-wei', 'мария'];
const MINUTE_MS = 60_000;
/** Posts so close together may as well have come at once. */
const TURN_MS = 8 * MINUTE_MS;

interface Message {
  id: string;
  seq: number;
}

export interface FurnishOptions {
  url: string;
  clock: TurnedClock;
  chance: Chance;
  rooms: readonly RoomPlan[];
}

/**
 * Fills an empty server, as people would: by the public API, each command at its own time of the clock. When it is done the clock stands at the
 * present.
 */
export async function furnish({ url, clock, chance, rooms }: FurnishOptions): Promise<void> {
  const endMs = Date.now();
  const story = makeStory(rooms, { chance, endMs });
  clock.turnTo(story.startMs);
  const people = await registerAll(url);
  await openRooms(rooms, { people, story });
  const posted = await tell(story, { url, clock, people });
  await writePrivately(people, { clock, chance, endMs });
  await invite(rooms, people);
  await markRead(rooms, { viewer: of(people, VIEWER), posted });
  clock.turnTo(endMs);
}

type People = ReadonlyMap<string, Account>;

function of(people: People, username: string): Account {
  const account = people.get(username);
  if (!account) throw new Error(`nobody is called ${username}`);
  return account;
}

async function registerAll(url: string): Promise<People> {
  const enter = (person: (typeof PEOPLE)[number]) => register(url, { ...person, password: WORKSPACE_PASSWORD });
  const [first, ...others] = PEOPLE;
  const people = new Map<string, Account>();
  if (first) people.set(first.username, await enter(first));
  await inBatches(others, async (person) => people.set(person.username, await enter(person)));
  return people;
}

async function openRooms(
  rooms: readonly RoomPlan[],
  { people, story }: { people: People; story: Story },
): Promise<void> {
  await inBatches(rooms, async ({ name, topic, visibility = 'PUBLIC', posting = 'MEMBERS' }) => {
    const [owner = ADMINISTRATOR, ...members] = story.members.get(name) ?? [];
    await act(of(people, owner), 'createRoom', { name, topic, visibility, posting });
    for (const username of members) {
      if (visibility === 'PRIVATE') await act(of(people, owner), 'inviteToRoom', { room: name, username });
      await act(of(people, username), 'joinRoom', { room: name });
    }
  });
}

/** Says everything in its order. Resolves with the messages of each room. */
async function tell(
  { posts, leaves }: Story,
  { url, clock, people }: { url: string; clock: TurnedClock; people: People },
): Promise<Map<string, Message[]>> {
  const posted = new Map<string, Message[]>();
  const going = [...leaves];
  for (const together of inTurns(posts)) {
    const [{ atMs } = { atMs: 0 }] = together;
    while (going[0] && going[0].atMs <= atMs) {
      const { username, atMs: leftAtMs } = going.shift() as (typeof going)[number];
      clock.turnTo(leftAtMs);
      await leave(url, of(people, username));
    }
    clock.turnTo(atMs);
    await Promise.all(together.map((plan) => say(plan, { people, said: before(posted, plan.room) })));
  }
  return posted;
}

function before(posted: Map<string, Message[]>, room: string): Message[] {
  const said = posted.get(room) ?? [];
  posted.set(room, said);
  return said;
}

/** Posts that go out together, at the time of the first. Which of two in one room comes first is left to chance. */
function* inTurns(posts: readonly PostPlan[]): Generator<PostPlan[]> {
  let turn: PostPlan[] = [];
  for (const post of posts) {
    if (turn.length === AT_ONCE || (turn[0] && post.atMs - turn[0].atMs > TURN_MS)) {
      yield turn;
      turn = [];
    }
    turn.push(post);
  }
  if (turn.length > 0) yield turn;
}

async function say(plan: PostPlan, { people, said }: { people: People; said: Message[] }): Promise<void> {
  const { room, text, author, answers, reactions, editedTo, deleted } = plan;
  const replyTo = answers === undefined ? undefined : said.at(-answers)?.id;
  const { message } = await act<{ message: Message }>(of(people, author), 'postMessage', { room, text, replyTo });
  said.push(message);
  if (deleted) {
    await act(of(people, author), 'deleteMessage', { id: message.id });
    return;
  }
  if (editedTo !== undefined) await act(of(people, author), 'editMessage', { id: message.id, text: editedTo });
  for (const { username, emoji } of reactions)
    await act(of(people, username), 'addReaction', { id: message.id, emoji });
}

/** Comes once more with a socket, and signs out: seen last at this time of the clock. */
async function leave(url: string, account: Account): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise<void>((resolve, reject) => {
    socket.addEventListener('close', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`${account.username} could not connect`)));
  });
  const authorization = `Bearer ${account.token}`;
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
  );
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: 'mutation { logout }' }),
  });
  if (!response.ok) throw new Error(`${account.username} could not sign out`);
  await closed;
}

async function writePrivately(
  people: People,
  { clock, chance, endMs }: { clock: TurnedClock; chance: Chance; endMs: number },
): Promise<void> {
  const viewer = of(people, VIEWER);
  for (const [n, peer] of CONVERSATIONS.entries()) {
    clock.turnTo(endMs - (CONVERSATIONS.length - n) * MINUTE_MS);
    // Whoever has signed out writes no more.
    const answers = await isIn(of(people, peer));
    for (let i = 0; i < chance.whole(2, 8); i += 1) {
      const [from, to] = i % 2 === 0 || !answers ? [viewer, peer] : [of(people, peer), VIEWER];
      await act(from, 'sendDirectMessage', { to, text: sentence(chance) });
    }
    if (answers && UNREAD_FROM.includes(peer))
      await act(of(people, peer), 'sendDirectMessage', { to: VIEWER, text: sentence(chance) });
  }
}

async function isIn(account: Account): Promise<boolean> {
  return account.act('setTyping', 'SetTypingInput', { conversation: VIEWER, typing: false }).then(
    () => true,
    () => false,
  );
}

async function invite(rooms: readonly RoomPlan[], people: People): Promise<void> {
  for (const { name } of rooms.filter(({ viewer }) => viewer === 'invited')) {
    await act(of(people, ADMINISTRATOR), 'inviteToRoom', { room: name, username: VIEWER });
  }
  await act(of(people, ADMINISTRATOR), 'banFromRoom', {
    room: 'general',
    username: 'mallory',
    reason: 'Advertised coffee, again and again',
  });
}

async function markRead(
  rooms: readonly RoomPlan[],
  { viewer, posted }: { viewer: Account; posted: Map<string, Message[]> },
): Promise<void> {
  await inBatches(rooms, async ({ name, unread, viewer: standing }) => {
    if (unread === 'all' || (standing !== 'member' && standing !== 'owner')) return;
    const seqs = (posted.get(name) ?? []).map(({ seq }) => seq).toSorted((a, b) => a - b);
    const last = seqs.at(-1 - unread);
    if (last) await act(viewer, 'markRead', { room: name, seq: last });
  });
}

async function inBatches<Item>(items: readonly Item[], each: (item: Item) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(each));
}
