import type { ApiUser } from '../api.ts';
import type { Stage } from '../stage.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER } from '../workspace/open-workspace.ts';

/** The furnished workspace, and in it what only the views show: all of it around one person, who administrates the server too. */
export async function openFurnishedStage(): Promise<Stage> {
  const stage = await openWorkspace();
  try {
    await furnish(stage);
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function furnish({ user }: Stage): Promise<void> {
  const [ann, bob, admin] = await Promise.all([VIEWER, 'bob', ADMINISTRATOR].map(user));
  const longName = await user(`${'a-very-long-name-'.repeat(3)}indeed`);
  if (!ann || !bob || !admin) throw new Error('they are all in the workspace');
  await ann.createRoom('tea', { topic: 'Leaves, water, patience. Questions about biscuits belong into “kitchen”.' });
  for (const { join } of [bob, longName]) await join('tea');
  await administrate(admin);
  await moderate(ann);
  await chat(ann, bob, longName);
  await block(ann, await user('peggy'));
}

/** Somebody who is banned on the server, and two who administrate it beside the first. */
async function administrate(admin: ApiUser): Promise<void> {
  await admin.call(`mutation ($input: BanUserInput!) { banUser(input: $input) { user { id } } }`, {
    input: { username: 'ben', reason: 'Sold other people’s recipes' },
  });
  for (const username of [VIEWER, 'carla']) {
    await admin.call(`mutation ($input: SetServerRoleInput!) { setServerRole(input: $input) { user { id } } }`, {
      input: { username, role: 'ADMIN' },
    });
  }
}

/** Some who are banned in the room, and some who are invited. */
async function moderate(ann: ApiUser): Promise<void> {
  const act = (mutation: string, input: Record<string, unknown>) =>
    ann.call(`mutation ($input: RoomUserInput!) { ${mutation}(input: $input) { room { id } } }`, { input });
  await act('banFromRoom', { room: 'tea', username: 'mallory', reason: 'Advertised coffee, again and again' });
  await act('banFromRoom', { room: 'tea', username: 'olga' });
  for (const username of ['grace', 'haruto']) await act('inviteToRoom', { room: 'tea', username });
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
  await longName.write(VIEWER, 'Hello from somebody with a long name');
}

/** Somebody whom ann knew before she blocked them. */
async function block(ann: ApiUser, peggy: ApiUser): Promise<void> {
  await peggy.write(VIEWER, 'Buy my kettles');
  await ann.call('mutation { blockUser(input: { username: "peggy" }) }');
}
