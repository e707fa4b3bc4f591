import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { PARTICIPANT } from '../../domain/rights.ts';
import { messageId } from '../../domain/timeline-id.ts';
import { createWorld, type World } from '../../test/world.ts';
import { deleteMessage } from '../commands/change-message.ts';
import { markRead } from '../commands/mark-read.ts';
import { postMessage } from '../commands/post-message.ts';
import { listMentions } from './list-mentions.ts';
import { getFirstUnreadMention } from './read-states.ts';

describe('mentions of the caller', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    world.elsewhere.rooms.set('tea', { rights: new Map(['alice', 'bob'].map((id) => [id, PARTICIPANT])) });
  });
  afterEach(() => world.close());

  const post = (room: string, text: string) => postMessage(world.context, world.as('bob'), { room, text });
  const read = (room: string, seq: number) => markRead(world.context, world.as('alice'), { target: { room }, seq });
  const leave = (room: string) => world.elsewhere.rooms.get(room)?.rights.delete('alice');
  const list = (input: { unreadOnly?: boolean; first?: number; after?: string } = {}) =>
    listMentions(world.context, world.as('alice'), { unreadOnly: true, first: 20, ...input });
  const texts = async (input: { unreadOnly?: boolean } = {}) => (await list(input)).messages.map(({ text }) => text);
  const first = async (room: string) =>
    (await getFirstUnreadMention(world.context, world.as('alice'), [room])).get(room);

  it('are listed over all rooms, newest first, until they are read', async () => {
    await post('lobby', '@alice one');
    await post('lobby', 'nobody');
    const two = await post('tea', '@alice two');
    await post('lobby', '@alice three');
    expect(await texts()).toEqual(['@alice three', '@alice two', '@alice one']);
    await read('tea', two.seq);
    await read('lobby', 1);
    expect(await texts()).toEqual(['@alice three']);
    expect(await texts({ unreadOnly: false })).toEqual(['@alice three', '@alice two', '@alice one']);
    expect((await listMentions(world.context, world.as('bob'), { unreadOnly: false, first: 9 })).messages).toEqual([]);
  });

  it('go without those that were deleted, and without those of rooms that the caller has left', async () => {
    const gone = await post('lobby', '@alice gone');
    await post('lobby', '@alice here');
    await post('tea', '@alice elsewhere');
    await deleteMessage(world.context, world.as('bob'), { id: messageId(gone) });
    expect(await texts()).toEqual(['@alice elsewhere', '@alice here']);
    leave('tea');
    expect(await texts()).toEqual(['@alice here']);
    expect(await texts({ unreadOnly: false })).toEqual(['@alice elsewhere', '@alice here']);
    world.elsewhere.rooms.set('tea', { isPrivate: true, rights: new Map() });
    expect(await texts({ unreadOnly: false })).toEqual(['@alice here']);
  });

  it('come in pages to their end, also where most of them are read', async () => {
    const unread = await post('tea', '@alice long ago');
    for (let n = 1; n <= 205; n += 1) await post('lobby', `@alice ${n}`);
    const page = await list({ first: 2 });
    expect([page.messages.map(({ text }) => text), page.hasMore]).toEqual([['@alice 205', '@alice 204'], true]);
    const next = await list({ first: 2, after: page.cursors.at(-1) as string });
    expect(next.messages.map(({ text }) => text)).toEqual(['@alice 203', '@alice 202']);
    await read('lobby', 205);
    const rest = await list({ first: 1 });
    expect([rest.messages.map(({ seq, timelineId }) => [timelineId, seq]), rest.hasMore]).toEqual([
      [['tea', unread.seq]],
      false,
    ]);
    await expect(list({ after: 'x' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    await expect(list({ first: 101 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  }, 20_000);

  it('are read no further than the page', async () => {
    for (let n = 1; n <= 60; n += 1) await post('lobby', `@alice ${n}`);
    let read = 0;
    const projections: ProjectionReader = Object.create(world.store.projections);
    projections.find = async (collection, find) => {
      const found = await world.store.projections.find<never>(collection, find);
      if (collection === 'mentions') read += found.length;
      return found;
    };
    const store = Object.create(world.store, { projections: { value: projections } });
    const page = { unreadOnly: true, first: 20 };
    expect((await listMentions({ ...world.context, store }, world.as('alice'), page)).messages).toHaveLength(20);
    expect(read).toBe(21);
  });

  it('begin in each room with the first unread one that is still there', async () => {
    expect(await first('lobby')).toBeUndefined();
    const one = await post('lobby', '@alice one');
    const two = await post('lobby', '@alice two');
    expect(await first('lobby')).toBe(one.seq);
    await deleteMessage(world.context, world.as('bob'), { id: messageId(one) });
    expect(await first('lobby')).toBe(two.seq);
    await read('lobby', two.seq);
    expect(await first('lobby')).toBeUndefined();
    const hundred = [];
    for (let n = 1; n <= 101; n += 1) hundred.push(await post('lobby', `@alice ${n}`));
    for (const message of hundred.slice(0, 100)) {
      await deleteMessage(world.context, world.as('bob'), { id: messageId(message) });
    }
    expect(await first('lobby')).toBe(hundred.at(-1)?.seq);
  }, 20_000);
});
