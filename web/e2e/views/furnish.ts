import { type ApiUser, registerOverApi } from '../api.ts';
import type { Stage } from '../stage.ts';
import { openEmptyStage } from '../workspace/open-workspace.ts';

/** A stage with people, rooms and messages for all the views. */
export async function openFurnishedStage(): Promise<Stage> {
  const stage = await openEmptyStage();
  try {
    await furnish(stage.product.url);
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function furnish(url: string): Promise<void> {
  const ann = await registerOverApi(url, 'ann');
  const bob = await registerOverApi(url, 'bob');
  const longName = await registerOverApi(url, `${'a-very-long-name-'.repeat(3)}indeed`);
  await ann.createRoom('tea', { topic: 'Leaves, water, patience. Questions about biscuits belong into “kitchen”.' });
  for (const name of ['quiet', 'release-2026-planning-and-everything-else', 'кухня']) await ann.createRoom(name);
  await ann.createRoom('board', { visibility: 'PRIVATE' });
  await bob.createRoom('elsewhere', { topic: 'A room that ann is not in' });
  for (const { join } of [bob, longName]) await join('tea');
  await moderate(url, ann);
  await chat(ann, bob, longName);
  await tellNews(ann, bob);
  await announce(ann, bob);
  await block(url, ann);
}

/** A room that ann has read a part of. */
async function tellNews(ann: ApiUser, bob: ApiUser): Promise<void> {
  await bob.createRoom('news');
  await ann.join('news');
  await bob.post('news', 'The kettle is new');
  await ann.call('mutation ($input: MarkReadInput!) { markRead(input: $input) { lastReadSeq } }', {
    input: { room: 'news', seq: 1_000 },
  });
  for (const text of ['The cups are blue', 'The tea is green']) await bob.post('news', text);
}

/** A room that ann may read and not write in. */
async function announce(ann: ApiUser, bob: ApiUser): Promise<void> {
  await bob.createRoom('announcements', { topic: 'What everybody should know', posting: 'MODERATORS' });
  await ann.join('announcements');
  await bob.post('announcements', 'The kitchen is closed on Friday');
}

/** Somebody who is banned, somebody who is invited: in the room, and on the server. Somebody who administrates the server beside ann. */
async function moderate(url: string, ann: ApiUser): Promise<void> {
  for (const name of ['mallory', 'trudy', 'grace', 'heidi', 'olga']) await registerOverApi(url, name);
  const act = (mutation: string, input: Record<string, unknown>) =>
    ann.call(`mutation ($input: RoomUserInput!) { ${mutation}(input: $input) { room { id } } }`, { input });
  await act('banFromRoom', { room: 'tea', username: 'mallory', reason: 'Advertised coffee, again and again' });
  await act('banFromRoom', { room: 'tea', username: 'trudy' });
  for (const username of ['grace', 'heidi']) await act('inviteToRoom', { room: 'tea', username });
  await ann.call(`mutation ($input: BanUserInput!) { banUser(input: $input) { user { id } } }`, {
    input: { username: 'trudy', reason: 'Sold other people’s recipes' },
  });
  await ann.call(`mutation ($input: SetServerRoleInput!) { setServerRole(input: $input) { user { id } } }`, {
    input: { username: 'olga', role: 'ADMIN' },
  });
}

async function chat(ann: ApiUser, bob: ApiUser, longName: ApiUser): Promise<void> {
  await bob.post('tea', 'Good morning! Which one today?');
  await ann.post(
    'tea',
    'Something **green**, I think. See https://en.wikipedia.org/wiki/Green_tea for the *long* story.',
  );
  await ann.post('tea', 'Steps:\n\n1. heat to `80 °C`\n2. wait\n3. pour\n\n> patience is a virtue');
  await bob.post(
    'tea',
    '```js\nconst minutes = leaves.map((leaf) => leaf.size * 2).reduce((a, b) => Math.max(a, b));\n```',
  );
  await longName.post(
    'tea',
    'I have a very long name and like words such as Donaudampfschifffahrtselektrizitätenhauptbetriebswerk.',
  );
  const question = await ann.post('tea', 'Leaves or bags?');
  const answer = await bob.post('tea', 'Leaves, of corse', question);
  await bob.edit(answer, 'Leaves, of course');
  await bob.remove(await bob.post('tea', 'Bags'));
  for (const [who, emoji] of [
    [ann, '👍'],
    [longName, '👍'],
    [bob, '🍃'],
  ] as const)
    await who.react(answer, emoji);
  await longName.post('tea', '/me puts the kettle on');
  await bob.post('tea', '@ann your turn 🍵');
  await bob.write('ann', 'Are you coming to the kitchen?');
  await ann.write('bob', 'In five minutes.');
  await bob.write('ann', 'Good. Bring the *blue* cups.');
  await longName.write('ann', 'Hello from somebody with a long name');
}

/** Somebody whom ann knew before she blocked them. */
async function block(url: string, ann: ApiUser): Promise<void> {
  const peggy = await registerOverApi(url, 'peggy');
  await peggy.write('ann', 'Buy my kettles');
  await ann.call('mutation { blockUser(input: { username: "peggy" }) }');
}
