import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import { createWorld, type World } from '../../test/world.ts';
import { deleteMessage } from '../commands/change-message.ts';
import { markRead } from '../commands/mark-read.ts';
import { markUnread } from '../commands/mark-unread.ts';
import { postMessage } from '../commands/post-message.ts';
import { getActivity } from './get-activity.ts';
import { getFirstUnread, getReadStates } from './read-states.ts';

describe('read markers', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const post = (userId: string, text = 'hi') => postMessage(world.context, world.as(userId), { room: 'lobby', text });
  const mark = (userId: string, seq: number) =>
    markRead(world.context, world.as(userId), { target: { room: 'lobby' }, seq });
  const unread = (userId: string, seq: number) =>
    markUnread(world.context, world.as(userId), { target: { room: 'lobby' }, seq });
  const state = async (userId: string, id = 'lobby') => (await getReadStates(world.context, world.as(userId), [id]))[0];

  const first = async (userId: string, id = 'lobby') =>
    (await getFirstUnread(world.context, world.as(userId), [id])).get(id);

  /** Straight into the store, for timelines too long to be written by hand. */
  const fill = async (count: number, authorId: string, from = 0) => {
    const events: NewEvent[] = Array.from({ length: count }, (_, i) => ({
      id: `e${from + i}`,
      stream: 'timeline-lobby',
      seq: from + i + 1,
      type: 'MessagePosted',
      version: 1,
      data: { roomName: 'lobby', authorId, text: 'x' },
      atMs: 1,
      actor: authorId,
      commandId: `fill${from}`,
      correlationId: 'fill',
    }));
    await world.store.commit({ actor: authorId, commandId: `fill${from}`, command: 'Fill', result: null, events });
  };

  it('leave unread what others posted after them', async () => {
    await post('alice');
    await post('bob');
    await post('bob');
    expect(await state('alice')).toEqual({ timelineId: 'lobby', unreadCount: 2, mentionCount: 0, lastReadSeq: 0 });
    await mark('alice', 2);
    expect(await state('alice')).toMatchObject({ unreadCount: 1, lastReadSeq: 2 });
    await deleteMessage(world.context, world.as('bob'), { id: 'lobby-3' });
    expect(await state('alice')).toMatchObject({ unreadCount: 0 });
    expect(await state('bob')).toMatchObject({ unreadCount: 1 });
  });

  it('never move back, and never beyond the head', async () => {
    await post('alice');
    await post('alice');
    expect(await mark('bob', 2)).toMatchObject({ lastReadSeq: 2 });
    expect(await mark('bob', 1)).toMatchObject({ lastReadSeq: 2 });
    expect(await mark('bob', 4_000_000_000)).toMatchObject({ lastReadSeq: 2 });
    await world.restart();
    expect(await mark('bob', 1)).toMatchObject({ lastReadSeq: 2 });
    expect(await world.store.head('inbox-bob')).toBe(1);
    await post('alice');
    expect(await state('bob')).toMatchObject({ unreadCount: 1 });
  });

  it('move back where the reader says so, and only then', async () => {
    for (let i = 0; i < 4; i += 1) await post('alice', '@bob look');
    await mark('bob', 4);
    expect(await unread('bob', 3)).toMatchObject({ lastReadSeq: 2 });
    expect(await state('bob')).toMatchObject({ unreadCount: 2, mentionCount: 2, lastReadSeq: 2 });
    expect(await first('bob')).toBe(3);
    expect(await unread('bob', 4)).toMatchObject({ lastReadSeq: 2 });
    expect(await unread('bob', 4_000_000_000)).toMatchObject({ lastReadSeq: 2 });
    await world.restart();
    expect(await mark('bob', 2)).toMatchObject({ lastReadSeq: 2 });
    expect(await mark('bob', 3)).toMatchObject({ lastReadSeq: 3 });
    expect(await unread('bob', 0)).toMatchObject({ lastReadSeq: 0 });
    expect(await state('bob')).toMatchObject({ unreadCount: 4 });
  });

  it('count mentions that are not deleted', async () => {
    await post('alice', '@bob one');
    await post('alice', '@bob two');
    expect(await state('bob')).toMatchObject({ mentionCount: 2 });
    await deleteMessage(world.context, world.as('alice'), { id: 'lobby-1' });
    expect(await state('bob')).toMatchObject({ mentionCount: 1 });
    await mark('bob', 9);
    expect(await state('bob')).toMatchObject({ mentionCount: 0 });
  });

  it('count no further than 1,000', async () => {
    await fill(1_500, 'alice');
    expect(await state('bob')).toMatchObject({ unreadCount: 1_000 });
    await mark('bob', 600);
    expect(await state('bob')).toMatchObject({ unreadCount: 900 });
  });

  it('count exactly behind thousands of one’s own messages', async () => {
    await fill(9_000, 'alice');
    await fill(30, 'bob', 9_000);
    await fill(7_000, 'alice', 9_030);
    expect(await state('alice')).toMatchObject({ unreadCount: 30 });
    expect(await state('bob')).toMatchObject({ unreadCount: 1_000 });
    expect(await first('alice')).toBe(9_001);
    expect(await first('bob')).toBe(1);
    await mark('bob', 9_001);
    expect(await first('bob')).toBe(9_031);
  });

  it('say where the unread messages begin, behind one’s own and deleted ones', async () => {
    for (const author of ['alice', 'bob', 'alice', 'bob', 'bob']) await post(author);
    expect(await first('alice')).toBe(2);
    await mark('alice', 2);
    expect(await first('alice')).toBe(4);
    await deleteMessage(world.context, world.as('bob'), { id: 'lobby-4' });
    expect(await first('alice')).toBe(5);
    await mark('alice', 5);
    expect(await first('alice')).toBeUndefined();
    expect(await first('carol')).toBe(1);
  });

  it('tell nothing of rooms that the caller may not read', async () => {
    await postMessage(world.context, world.as('alice'), { room: 'den', text: 'hi' });
    expect(await state('bob', 'den')).toEqual({ timelineId: 'den', unreadCount: 0, mentionCount: 0, lastReadSeq: 0 });
    expect(await first('bob', 'den')).toBeUndefined();
    await expect(markRead(world.context, world.as('bob'), { target: { room: 'den' }, seq: 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  it('know when rooms were last posted to', async () => {
    await post('alice');
    world.clock.advance(1_000);
    await post('alice');
    expect(await getActivity(world.context, ['lobby', 'den'])).toEqual(new Map([['lobby', world.clock.now()]]));
  });
});
