import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type Product, startProduct } from '../../../tooling/product.ts';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom } from './chat.ts';
import type { Subscription } from './graphql-client.ts';
import { anotherTab, type Person, register } from './person.ts';

const EVENTS = `subscription ($room: String!) {
  roomEvents(room: $room) { __typename
    ... on RoomOpened { online { username } }
    ... on UserOnline { user { username } onlineCount }
    ... on UserOffline { user { username } onlineCount }
    ... on UserRenamed { user { username displayName } } }
}`;
/** Offline is announced so long after the last connection broke off (design: presence). */
const GRACE_MS = 5_000;
/** Users of a killed gateway are offline so soon, everywhere. */
const LEASE_MS = 15_000;
/** What is told at once has arrived by then on a busy machine too. Less than the grace. */
const NOTICE_MS = 4_000;
/** What was not told until then is not told. */
const SILENCE_MS = 1_000;

interface PresenceEvent {
  __typename: string;
  online?: { username: string }[];
  user?: { username: string; displayName?: string };
  onlineCount?: number;
}

type PresenceSubscription = Subscription<PresenceEvent>;

function open(person: Person, room: string): PresenceSubscription {
  return person.subscribe<PresenceEvent>(EVENTS, { room });
}

const comes = ({ events }: PresenceSubscription, type: string, username: string, withinMs = NOTICE_MS) =>
  events.nextWhere((event) => event.__typename === type && event.user?.username === username, withinMs);

async function isOnline(asked: Person, username: string): Promise<boolean> {
  const data = await asked.request<{ user: { online: boolean } }>(
    'query ($u: String!) { user(username: $u) { online } }',
    {
      u: username,
    },
  );
  return data.user.online;
}

describe('who is online', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    [ann, bob] = await Promise.all([register(app.url, 'ann'), register(app.url, 'bob')]);
  });
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  async function meet(room: string) {
    await createRoom(ann, room);
    await joinRoom(bob, room);
    const watching = open(ann, room);
    await watching.events.next();
    const tabs = [anotherTab(app.url, bob), anotherTab(app.url, bob)] as const;
    const [first] = [open(tabs[0], room)];
    await first.events.next();
    await comes(watching, 'UserOnline', 'bob');
    return { watching, tabs };
  }

  it('stays online with a second tab when the first is closed, and goes offline with the last', async () => {
    const { watching, tabs } = await meet('two-tabs');
    const second = open(tabs[1], 'two-tabs');
    await second.events.next();
    await tabs[0].close();
    await expect(comes(watching, 'UserOffline', 'bob', GRACE_MS + SILENCE_MS)).rejects.toThrow('nothing arrived');
    expect(await isOnline(ann, 'bob')).toBe(true);
    await tabs[1].close();
    expect(await comes(watching, 'UserOffline', 'bob', GRACE_MS + NOTICE_MS)).toMatchObject({ onlineCount: 1 });
    watching.stop();
  }, 30_000);

  it('does not flap when a page is reloaded', async () => {
    const { watching, tabs } = await meet('reload');
    tabs[0].dropSocket();
    const reloaded = open(tabs[1], 'reload');
    await reloaded.events.next();
    await expect(
      watching.events.nextWhere(({ user }) => user?.username === 'bob', GRACE_MS + SILENCE_MS),
    ).rejects.toThrow('nothing arrived');
    await tabs[1].close();
    watching.stop();
  }, 30_000);

  it('is called by a new display name at once in every room of theirs, and nowhere else', async () => {
    const rooms = ['new-name', 'new-name-2', 'not-of-bob'];
    for (const room of rooms) await createRoom(ann, room);
    for (const room of rooms.slice(0, 2)) await joinRoom(bob, room);
    const watching = rooms.map((room) => open(ann, room));
    for (const { events } of watching) await events.next();
    // The gateway knows bob by the name that he had.
    await isOnline(ann, 'bob');
    await bob.request('mutation { updateProfile(input: { displayName: "Robert" }) { user { id } } }');
    const [one, other, elsewhere] = watching as [PresenceSubscription, PresenceSubscription, PresenceSubscription];
    for (const each of [one, other]) {
      expect((await comes(each, 'UserRenamed', 'bob')).user).toEqual({ username: 'bob', displayName: 'Robert' });
    }
    await expect(comes(elsewhere, 'UserRenamed', 'bob', SILENCE_MS)).rejects.toThrow('nothing arrived');
    for (const each of watching) each.stop();
  });

  it('goes offline at once on signing out', async () => {
    const { watching, tabs } = await meet('goodbye');
    await tabs[0].request('mutation { logout }');
    await comes(watching, 'UserOffline', 'bob');
    watching.stop();
  });
});

describe('a killed gateway', () => {
  const folder = createTempFolder();
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
  });
  afterAll(async () => {
    await product?.kill();
    folder.remove();
  });

  it('leaves nobody online after its restart, and resurrects nobody', async () => {
    const ann = await register(product.url, 'ann');
    const bob = await register(product.url, 'bob');
    await createRoom(ann, 'lobby');
    await joinRoom(bob, 'lobby');
    await open(bob, 'lobby').events.next();
    expect(await isOnline(ann, 'bob')).toBe(true);
    const killedAt = performance.now();
    await product.kill();
    product = await startProduct({ dataDir: folder.path });
    const again = anotherTab(product.url, ann);
    while (await isOnline(again, 'bob')) expect(performance.now() - killedAt).toBeLessThan(LEASE_MS);
    const opened = await open(again, 'lobby').events.next();
    expect(opened?.online?.map(({ username }) => username)).not.toContain('bob');
    await again.close();
  }, 40_000);
});
