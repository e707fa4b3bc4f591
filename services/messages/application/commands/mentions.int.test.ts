import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { testMongo } from '@confab/runtime/testing/backends';
import { messageId } from '../../domain/timeline-id.ts';
import { enginesWith } from '../../test/engines.ts';
import { createWorld, type World } from '../../test/world.ts';
import { readInboxEvents } from '../queries/read-events.ts';
import { getReadStates } from '../queries/read-states.ts';
import { blockUser, unblockUser } from './block-user.ts';
import { deleteMessage } from './change-message.ts';
import { editMessage } from './edit-message.ts';
import { postMessage } from './post-message.ts';

describe.each(Object.entries(enginesWith(testMongo)))('mentions, kept by %s', (_engine, openEngine) => {
  let world: World;
  let destroy: () => Promise<void>;
  beforeEach(async () => {
    const opened = await openEngine();
    destroy = opened.destroy;
    const openStore = async (): Promise<EventStore> => opened.store;
    world = await createWorld({ openStore });
    world.elsewhere.users.add('小明');
    world.elsewhere.rooms.get('lobby')?.rights.set('小明', { ...(await rightsOf('bob')) });
  });
  afterEach(async () => {
    await world.close();
    await destroy();
  });

  const rightsOf = async (userId: string) => {
    const rights = world.elsewhere.rooms.get('lobby')?.rights.get(userId);
    if (!rights) throw new Error(`${userId} is not there`);
    return rights;
  };
  const post = async (text: string, userId = 'alice') =>
    messageId(await postMessage(world.context, world.as(userId), { room: 'lobby', text }));
  const edit = (id: string, text: string, userId = 'alice') =>
    editMessage(world.context, world.as(userId), { id, text });
  const told = async (userId: string) =>
    (await readInboxEvents(world.context, world.as(userId), { after: 0, limit: 100 })).events
      .filter(({ data }) => !('withheld' in data))
      .map(({ type }) => type);
  const badge = async (userId: string) =>
    (await getReadStates(world.context, world.as(userId), ['lobby']))[0]?.mentionCount;

  it('in code, links and addresses tell nobody', async () => {
    for (const text of [
      '`@bob`',
      '```\n@bob\n```',
      '[@bob](https://x.org)',
      'https://x.org/@bob',
      'bob@bob.bob',
      '\\@bob',
    ]) {
      await post(text);
    }
    expect(await told('bob')).toEqual([]);
  });

  it('within emphasis, and among words of Chinese, tell who is meant', async () => {
    await post('**@bob** and _@carol_');
    await post('你好@小明，请看');
    await post('谢谢@小明请看');
    expect(await badge('bob')).toBe(1);
    expect(await badge('carol')).toBe(1);
    expect(await badge('小明')).toBe(2);
  });

  it('edited in tell that person, once', async () => {
    const id = await post('look');
    await edit(id, 'look @bob');
    await edit(id, 'look here, @bob');
    expect(await told('bob')).toEqual(['Mentioned']);
    expect(await badge('bob')).toBe(1);
    const { current } = await readInboxEvents(world.context, world.as('bob'), { after: 0, limit: 10 });
    expect(current.get(id)?.text).toBe('look here, @bob');
  });

  it('edited away take their badge with them', async () => {
    const id = await post('@bob @carol look');
    await edit(id, '`@bob` @carol look');
    expect(await told('bob')).toEqual(['Mentioned', 'MentionEnded']);
    expect(await badge('bob')).toBe(0);
    expect(await told('carol')).toEqual(['Mentioned']);
    expect(await badge('carol')).toBe(1);
    await edit(id, '@bob again');
    expect(await told('bob')).toEqual(['Mentioned', 'MentionEnded', 'Mentioned']);
    expect(await badge('bob')).toBe(1);
  });

  it('never tell the author of a message, also where an administrator edits it', async () => {
    const id = await post('look');
    await edit(id, '@alice and @bob, look', 'root');
    expect(await told('alice')).toEqual([]);
    expect(await told('bob')).toEqual(['Mentioned']);
  });

  it('edited in tell nobody who blocks the author, nor later when they unblock them', async () => {
    await blockUser(world.context, world.as('bob'), { username: 'alice' });
    const id = await post('look');
    await edit(id, '@bob look');
    await unblockUser(world.context, world.as('bob'), { username: 'alice' });
    await edit(id, '@bob look here');
    expect(await told('bob')).not.toContain('Mentioned');
    expect(await badge('bob')).toBe(0);
    await edit(id, 'look');
    await edit(id, '@bob, please');
    expect(await told('bob')).toEqual(['UserBlocked', 'UserUnblocked', 'Mentioned']);
  });

  it('edited in several times at once, on two replicas, tell that person once', async () => {
    const id = await post('look');
    const replicas = [world.context, world.replica()];
    const edits = Array.from({ length: 6 }, (_, n) =>
      editMessage(replicas[n % 2] ?? world.context, world.as('alice'), { id, text: `look @bob ${n}` }),
    );
    await Promise.all(edits);
    expect(await told('bob')).toEqual(['Mentioned']);
    expect(await badge('bob')).toBe(1);
    await Promise.all(
      ['look', 'nothing to see'].map((text, n) =>
        editMessage(replicas[n] ?? world.context, world.as('alice'), { id, text }),
      ),
    );
    expect(await told('bob')).toEqual(['Mentioned', 'MentionEnded']);
    expect(await badge('bob')).toBe(0);
  });

  it('end for whom the same text means by then, where it was edited to another one and back at the same moment', async () => {
    const rights = await rightsOf('bob');
    world.elsewhere.rooms.get('lobby')?.rights.delete('bob');
    const id = await post('look @bob');
    let elsewhere = async () => {
      elsewhere = async () => {};
      world.elsewhere.rooms.get('lobby')?.rights.set('bob', rights);
      await edit(id, 'look');
      await edit(id, 'look @bob');
    };
    const { inRoom } = world.context.mentions;
    const mentions: typeof world.context.mentions = {
      ...world.context.mentions,
      inRoom: async (...asked) => {
        const found = await inRoom(...asked);
        await elsewhere();
        return found;
      },
    };
    await editMessage({ ...world.context, mentions }, world.as('alice'), { id, text: 'bye' });
    expect(await told('bob')).toEqual(['Mentioned', 'MentionEnded']);
    expect(await badge('bob')).toBe(0);
  });

  it('come and go with the last of several edits at once', async () => {
    const id = await post('look');
    const texts = ['@bob', '@carol', 'nobody', '@bob @carol', 'the end @carol'];
    await Promise.all(texts.map((text) => edit(id, text)));
    await edit(id, 'now @carol alone');
    expect(await badge('bob')).toBe(0);
    expect(await badge('carol')).toBe(1);
  });

  it('go with a message that is deleted', async () => {
    const id = await post('@bob look');
    await deleteMessage(world.context, world.as('alice'), { id });
    expect(await badge('bob')).toBe(0);
  });
});
