import { PARTICIPANT } from '../../domain/rights.ts';
import { messageId } from '../../domain/timeline-id.ts';
import { createWorld, type World } from '../../test/world.ts';
import { deleteMessage } from '../commands/change-message.ts';
import { editMessage } from '../commands/edit-message.ts';
import { postMessage } from '../commands/post-message.ts';
import { sendDirectMessage } from '../commands/send-direct-message.ts';
import { type ListAllMessages, listAllMessages, type SearchMessages, searchMessages } from './search-messages.ts';

const code = (code: string, field?: string) => expect.objectContaining({ code, ...(field && { field }) });

describe('searching messages', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const post = async (userId: string, text: string, room = 'lobby') => {
    world.clock.advance(1);
    return messageId(await postMessage(world.context, world.as(userId), { room, text }));
  };
  const send = async (from: string, to: string, text: string) => {
    world.clock.advance(1);
    return messageId(await sendDirectMessage(world.context, world.as(from), { to, text }));
  };
  const search = (userId: string, more: Partial<SearchMessages> = {}) =>
    searchMessages(world.context, world.as(userId), { text: 'tea', first: 20, ...more });
  const found = async (userId: string, more: Partial<SearchMessages> = {}) =>
    (await search(userId, more)).messages.map(messageId);
  const listed = async (more: Partial<ListAllMessages> = {}) =>
    (await listAllMessages(world.context, world.as('root'), { first: 20, ...more })).messages.map(messageId);

  it('finds the newest first in own rooms and conversations, and nothing of others', async () => {
    const inLobby = await post('bob', 'Green tea');
    const inDen = await post('alice', 'tea in the den', 'den');
    const toBob = await send('alice', 'bob', 'tea?');
    await post('bob', 'coffee');
    await world.indexed();
    expect(await found('alice')).toEqual([toBob, inDen, inLobby]);
    expect(await found('bob')).toEqual([toBob, inLobby]);
    expect(await found('carol')).toEqual([inLobby]);
    expect(await found('dave')).toEqual([]);
  });

  it('finds parts of words in Chinese as they stand, page by page, and nothing that only has their characters', async () => {
    const first = await post('bob', '我家在上海东边');
    for (let i = 0; i < 5; i += 1) await post('bob', '上海在海东边');
    const last = await post('bob', 'v2 上海东站');
    await world.indexed();
    expect(await found('alice', { text: '上海东' })).toEqual([last, first]);
    expect(await found('alice', { text: 'v2 上海' })).toEqual([last]);
    const page = await search('alice', { text: '上海东', first: 1 });
    expect(page).toMatchObject({ messages: [{ text: 'v2 上海东站' }], hasMore: true });
    expect(await found('alice', { text: '上海东', after: page.cursors[0] })).toEqual([first]);
    expect(await listed({ search: '上海东' })).toEqual([last, first]);
  });

  it('asks for rights at the time of the search', async () => {
    const inDen = await post('alice', 'tea', 'den');
    await world.indexed();
    world.elsewhere.rooms.get('den')?.rights.set('bob', PARTICIPANT);
    expect(await found('bob')).toEqual([inDen]);
    world.elsewhere.rooms.get('den')?.rights.delete('bob');
    expect(await found('bob')).toEqual([]);
    expect(await found('alice')).toEqual([inDen]);
  });

  it('confines itself to a room that the caller may read, member or not', async () => {
    const inLobby = await post('bob', 'tea');
    await post('alice', 'tea', 'den');
    await world.indexed();
    expect(await found('dave', { room: 'LOBBY' })).toEqual([inLobby]);
    await expect(search('dave', { room: 'den' })).rejects.toThrow(code('NOT_FOUND'));
    world.elsewhere.rooms.get('lobby')?.rights.set('dave', { ...PARTICIPANT, canRead: false, isBanned: true });
    await expect(search('dave', { room: 'lobby' })).rejects.toThrow(code('FORBIDDEN'));
  });

  it('confines itself to a conversation and to an author', async () => {
    await post('bob', 'tea');
    const first = await send('alice', 'bob', 'tea one');
    const second = await send('bob', 'alice', 'tea two');
    await send('alice', 'carol', 'tea three');
    await world.indexed();
    expect(await found('alice', { conversation: 'Bob' })).toEqual([second, first]);
    expect(await found('alice', { conversation: 'bob', author: 'alice' })).toEqual([first]);
    expect(await found('carol', { conversation: 'bob' })).toEqual([]);
    await expect(search('alice', { author: 'nobody' })).rejects.toThrow(code('NOT_FOUND'));
  });

  it('follows edits and deletions', async () => {
    const edited = await post('bob', 'tea');
    const deleted = await post('bob', 'tea too');
    await world.indexed();
    await editMessage(world.context, world.as('bob'), { id: edited, text: 'coffee' });
    await deleteMessage(world.context, world.as('bob'), { id: deleted });
    expect(await found('bob')).not.toContain(deleted);
    await world.indexed();
    expect(await found('bob')).toEqual([]);
    expect(await found('bob', { text: 'cof' })).toEqual([edited]);
  });

  it('pages through what it finds, and fills a page over what is gone meanwhile', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 9; i += 1) ids.unshift(await post('bob', `tea ${i}`));
    await world.indexed();
    for (const id of ids.slice(1, 4)) await deleteMessage(world.context, world.as('bob'), { id });
    const first = await search('bob', { first: 3 });
    expect(first.messages.map(messageId)).toEqual([ids[0], ids[4], ids[5]]);
    expect(first.hasMore).toBe(true);
    const rest = await search('bob', { first: 3, after: first.cursors.at(-1) });
    expect([rest.messages.map(messageId), rest.hasMore]).toEqual([ids.slice(6), false]);
  });

  it.each([
    [{ text: ' ' }, 'text'],
    [{ text: 'x'.repeat(201) }, 'text'],
    [{ first: 101 }, 'first'],
    [{ after: 'x' }, 'after'],
  ])('refuses %j', async (more, field) => {
    await expect(search('alice', more)).rejects.toThrow(code('BAD_USER_INPUT', field));
  });

  it('shows administrators the messages of all rooms, and no private ones', async () => {
    const inLobby = await post('bob', 'tea');
    const inDen = await post('alice', 'more tea', 'den');
    const gone = await post('alice', 'never said');
    await send('alice', 'bob', 'tea');
    await deleteMessage(world.context, world.as('alice'), { id: gone });
    await world.indexed();
    expect(await listed()).toEqual([gone, inDen, inLobby]);
    expect(await listed({ order: 'OLDEST' })).toEqual([inLobby, inDen, gone]);
    expect(await listed({ search: 'tea' })).toEqual([inDen, inLobby]);
    expect(await listed({ room: 'den' })).toEqual([inDen]);
    expect(await listed({ author: 'alice' })).toEqual([gone, inDen]);
    expect(await listed({ deleted: true })).toEqual([gone]);
    expect(await listed({ deleted: false, search: ' ' })).toEqual([inDen, inLobby]);
    await expect(listAllMessages(world.context, world.as('alice'), { first: 1 })).rejects.toThrow(code('FORBIDDEN'));
  });

  it('pages through the list from its oldest message, over what is gone meanwhile', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 8; i += 1) ids.push(await post('bob', `tea ${i}`));
    await world.indexed();
    for (const id of ids.slice(1, 4)) await deleteMessage(world.context, world.as('bob'), { id });
    const list = (after?: string) =>
      listAllMessages(world.context, world.as('root'), { first: 3, after, deleted: false, order: 'OLDEST' });
    const first = await list();
    expect([first.messages.map(messageId), first.hasMore]).toEqual([[ids[0], ids[4], ids[5]], true]);
    const rest = await list(first.cursors.at(-1));
    expect([rest.messages.map(messageId), rest.hasMore]).toEqual([ids.slice(6), false]);
  });

  it('lets administrators edit in rooms they are no member of, and says so', async () => {
    const id = await post('alice', 'tea', 'den');
    const after = await editMessage(world.context, world.as('root'), { id, text: 'coffee' });
    expect(after).toMatchObject({ authorId: 'alice', text: 'coffee', editedBy: 'root' });
    const [, event] = await world.store.readStream('timeline-den', { after: 0, limit: 9 });
    expect(event).toMatchObject({ type: 'MessageEdited', version: 2, data: { by: 'root' } });
    const own = await editMessage(world.context, world.as('alice'), { id, text: 'tea again' });
    expect(own).not.toHaveProperty('editedBy');
    await world.indexed();
    expect((await search('alice')).messages).toEqual([own]);
    const secret = await send('alice', 'bob', 'tea');
    await expect(editMessage(world.context, world.as('root'), { id: secret, text: 'x' })).rejects.toThrow(
      code('NOT_FOUND'),
    );
  });
});
