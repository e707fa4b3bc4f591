import { messageId } from '../../domain/timeline-id.ts';
import { createWorld, type World } from '../../test/world.ts';
import { getMessages } from '../queries/get-messages.ts';
import { getReactions } from '../queries/get-reactions.ts';
import { listMessages } from '../queries/list-messages.ts';
import { readInboxEvents } from '../queries/read-events.ts';
import { addReaction, deleteMessage, removeReaction } from './change-message.ts';
import { editMessage } from './edit-message.ts';
import { postMessage } from './post-message.ts';

const code = (code: string) => expect.objectContaining({ code });

describe('messages in rooms', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const post = (userId: string, text: string, more: { key?: string; replyToId?: string; room?: string } = {}) =>
    postMessage(world.context, world.as(userId, more.key), {
      room: more.room ?? 'Lobby',
      text,
      idempotencyKey: more.key,
      replyToId: more.replyToId,
    });
  const read = async (id: string) => (await getMessages(world.context, world.as('alice'), [id]))[0];
  const reactionsTo = async (id: string, userId: string) =>
    (await getReactions(world.context, world.as(userId), { messageIds: [id], firstUsers: 10 })).get(id);
  const streamTypes = async (stream: string) =>
    (await world.store.readStream(stream, { after: 0, limit: 100 })).map(({ type }) => type);

  it('are stored, numbered and read back', async () => {
    const first = await post('alice', 'hi');
    const second = await post('bob', 'hello', { key: 'k1', replyToId: messageId(first) });
    expect(second).toEqual({
      timelineId: 'lobby',
      seq: 2,
      authorId: 'bob',
      text: 'hello',
      replyTo: 1,
      idempotencyKey: 'k1',
      sentAtMs: world.clock.now(),
    });
    expect(await read('lobby-2')).toEqual(second);
  });

  it('are the first result again for the same key, in parallel, after a restart and after a ban', async () => {
    const same = await Promise.all(Array.from({ length: 5 }, () => post('alice', 'once', { key: 'k' })));
    expect(new Set(same.map(({ seq }) => seq))).toEqual(new Set([1]));
    await world.restart();
    expect(await post('alice', 'once', { key: 'k' })).toEqual(same[0]);
    world.elsewhere.rooms.get('lobby')?.rights.delete('alice');
    await world.restart();
    expect(await post('alice', 'once', { key: 'k' })).toEqual(same[0]);
    expect(await streamTypes('timeline-lobby')).toEqual(['MessagePosted']);
    expect((await post('bob', 'mine', { key: 'k' })).seq).toBe(2);
  });

  it('are refused for the same key with another text, room or message that is answered', async () => {
    const first = await post('alice', 'a\r\nb', { key: 'k' });
    const others = [
      post('alice', 'a b', { key: 'k' }),
      post('alice', 'a\nb', { key: 'k', room: 'den' }),
      post('alice', 'a\nb', { key: 'k', room: 'nowhere' }),
      post('alice', 'a\nb', { key: 'k', replyToId: messageId(first) }),
      post('alice', ' ', { key: 'k' }),
    ];
    for (const other of others) await expect(other).rejects.toThrow(code('CONFLICT'));
    expect(await post('alice', 'a\nb', { key: 'k', room: 'LOBBY' })).toEqual(first);
    expect(await streamTypes('timeline-lobby')).toEqual(['MessagePosted']);
  });

  it('can be sent again with the same key and another text where the first was refused', async () => {
    await expect(post('alice', ' ', { key: 'k' })).rejects.toThrow(code('BAD_USER_INPUT'));
    expect(await post('alice', 'something', { key: 'k' })).toMatchObject({ text: 'something' });
  });

  it('come back without a text that was deleted, when the command is repeated', async () => {
    const first = await post('alice', 'secret', { key: 'k' });
    await deleteMessage(world.context, world.as('alice'), { id: messageId(first) });
    expect(await post('alice', 'secret', { key: 'k' })).not.toHaveProperty('text');
  });

  it('are refused to strangers, and unknown where the room is', async () => {
    await expect(post('dave', 'hi')).rejects.toThrow(code('FORBIDDEN'));
    await expect(post('dave', 'hi', { room: 'den' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(post('alice', 'hi', { room: 'nowhere' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(post('alice', ' ')).rejects.toThrow(code('BAD_USER_INPUT'));
    await expect(post('alice', 'hi', { key: 'x'.repeat(65) })).rejects.toThrow(code('BAD_USER_INPUT'));
    expect(await world.store.listStreams({ after: '', limit: 10 })).toEqual([]);
  });

  it.each(['lobby-9', 'den-1', 'garbage', 'lobby-0', 'alice_bob-1'])('cannot answer %s', async (replyToId) => {
    await post('alice', 'hi', { room: 'den' });
    await expect(post('alice', 're', { replyToId })).rejects.toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'replyTo' }),
    );
  });

  it('cannot answer an event that is no message', async () => {
    const first = await post('alice', 'hi');
    await addReaction(world.context, world.as('bob'), { id: messageId(first), emoji: '👍' });
    await expect(post('alice', 're', { replyToId: 'lobby-2' })).rejects.toThrow(code('BAD_USER_INPUT'));
  });

  it('are edited and deleted, also after a restart', async () => {
    const id = messageId(await post('alice', 'helo'));
    await world.restart();
    world.clock.advance(5);
    const edited = await editMessage(world.context, world.as('alice'), { id, text: 'hello' });
    expect(edited).toMatchObject({ seq: 1, text: 'hello', editedAtMs: world.clock.now() });
    expect(await read(id)).toEqual(edited);
    await world.restart();
    await expect(editMessage(world.context, world.as('bob'), { id, text: 'x' })).rejects.toThrow(code('FORBIDDEN'));
    const deleted = await deleteMessage(world.context, world.as('alice'), { id });
    expect(deleted).not.toHaveProperty('text');
    expect(await read(id)).toEqual(deleted);
    await world.restart();
    expect(await deleteMessage(world.context, world.as('alice'), { id })).toEqual(deleted);
    await expect(editMessage(world.context, world.as('alice'), { id, text: 'x' })).rejects.toThrow(code('CONFLICT'));
    expect(await streamTypes('timeline-lobby')).toEqual(['MessagePosted', 'MessageEdited', 'MessageDeleted']);
  });

  it('cannot be edited by an author who was banned', async () => {
    const id = messageId(await post('alice', 'hi'));
    world.elsewhere.rooms.get('lobby')?.rights.set('alice', {
      canRead: true,
      canPost: false,
      canModerate: false,
      isMember: false,
      isBanned: true,
    });
    await expect(editMessage(world.context, world.as('alice'), { id, text: 'x' })).rejects.toThrow(code('FORBIDDEN'));
  });

  it.each(['garbage', 'lobby-1', 'den-1', 'bob_carol-1', 'lobby-99999999999'])('that are not there: %s', async (id) => {
    await expect(editMessage(world.context, world.as('bob'), { id, text: 'x' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(addReaction(world.context, world.as('bob'), { id, emoji: '👍' })).rejects.toThrow(code('NOT_FOUND'));
    expect(await getMessages(world.context, world.as('bob'), [id])).toEqual([]);
  });

  it('show reactions, oldest first, and lose them when deleted', async () => {
    const id = messageId(await post('alice', 'hi'));
    const react = (userId: string, emoji: string) => addReaction(world.context, world.as(userId), { id, emoji });
    await react('bob', '👍');
    await react('carol', '👍');
    await react('bob', '👍');
    await world.restart();
    await react('alice', '🏳️‍🌈');
    await removeReaction(world.context, world.as('bob'), { id, emoji: '👍' });
    await removeReaction(world.context, world.as('bob'), { id, emoji: '👎' });
    const reactions = async () =>
      (await getReactions(world.context, world.as('alice'), { messageIds: [id, 'den-4'], firstUsers: 10 })).get(id);
    expect(await reactions()).toEqual([
      { emoji: '👍', count: 1, userIds: ['carol'], viewerReacted: false },
      { emoji: '🏳️‍🌈', count: 1, userIds: ['alice'], viewerReacted: true },
    ]);
    expect(await streamTypes('timeline-lobby')).toHaveLength(5);
    expect(await read(id)).not.toHaveProperty('r:👍');
    await deleteMessage(world.context, world.as('alice'), { id });
    expect(await reactions()).toBeUndefined();
    await expect(react('bob', '👍')).rejects.toThrow(code('CONFLICT'));
    await expect(addReaction(world.context, world.as('dave'), { id, emoji: '👍' })).rejects.toThrow(code('FORBIDDEN'));
  });

  it('show one reaction whichever form of the emoji was typed, and take it back in any other', async () => {
    const id = messageId(await post('alice', 'hi'));
    await addReaction(world.context, world.as('bob'), { id, emoji: '👍\u{FE0F}' });
    await addReaction(world.context, world.as('carol'), { id, emoji: '👍' });
    expect(await reactionsTo(id, 'bob')).toMatchObject([{ emoji: '👍', count: 2, viewerReacted: true }]);
    await removeReaction(world.context, world.as('carol'), { id, emoji: '👍\u{FE0E}' });
    await removeReaction(world.context, world.as('bob'), { id, emoji: '👍' });
    expect(await reactionsTo(id, 'bob')).toBeUndefined();
  });

  it('count what the log holds in different forms of an emoji together, and let each be taken back', async () => {
    const id = messageId(await post('alice', 'hi'));
    await world.store.commit({
      ...{ actor: 'bob', commandId: 'old', command: 'Fill', result: null },
      events: ['bob', 'carol'].map((userId, index) => ({
        ...{ id: `old${index}`, stream: 'timeline-lobby', seq: 2 + index, type: 'ReactionAdded', version: 1, atMs: 1 },
        ...{ actor: userId, commandId: 'old', correlationId: 'test' },
        data: { roomName: 'lobby', messageSeq: 1, emoji: '❤', userId, count: 1 + index },
      })),
    });
    await world.restart();
    await addReaction(world.context, world.as('alice'), { id, emoji: '❤' });
    await addReaction(world.context, world.as('bob'), { id, emoji: '❤️' });
    expect(await reactionsTo(id, 'bob')).toEqual([
      { emoji: '❤️', count: 3, userIds: ['bob', 'carol', 'alice'], viewerReacted: true },
    ]);
    await removeReaction(world.context, world.as('bob'), { id, emoji: '❤️' });
    expect(await reactionsTo(id, 'bob')).toMatchObject([{ emoji: '❤️', count: 2, viewerReacted: false }]);
    await world.restart();
    await removeReaction(world.context, world.as('carol'), { id, emoji: '❤' });
    await removeReaction(world.context, world.as('alice'), { id, emoji: '❤' });
    expect(await reactionsTo(id, 'bob')).toBeUndefined();
  });

  it('count reactions of many users', async () => {
    const id = messageId(await post('alice', 'hi'));
    const rights = world.elsewhere.rooms.get('lobby')?.rights;
    const users = Array.from({ length: 250 }, (_, i) => `user${i}`);
    for (const user of users) rights?.set(user, rights.get('bob')!);
    await Promise.all(users.map((user) => addReaction(world.context, world.as(user), { id, emoji: '👍' })));
    const found = await getReactions(world.context, world.as('user7'), { messageIds: [id], firstUsers: 3 });
    expect(found.get(id)).toEqual([
      { emoji: '👍', count: 250, userIds: ['user0', 'user1', 'user2'], viewerReacted: true },
    ]);
  });

  it('tell members who are mentioned, and nobody else', async () => {
    const message = await post('alice', '@Bob @alice @dave @nobody hi');
    expect(await streamTypes('inbox-bob')).toEqual(['Mentioned']);
    expect(await streamTypes('inbox-alice')).toEqual([]);
    expect(await streamTypes('inbox-dave')).toEqual([]);
    const { events, current, hidden } = await readInboxEvents(world.context, world.as('bob'), { after: 0, limit: 10 });
    expect(events[0]?.data).toEqual({ message });
    expect(current.get('lobby-1')).toEqual(message);
    expect(hidden.size).toBe(0);
  });

  it('hide a mention from who lost the room', async () => {
    await post('alice', '@bob hi');
    world.elsewhere.rooms.set('lobby', { isPrivate: true, rights: new Map() });
    const { hidden, current } = await readInboxEvents(world.context, world.as('bob'), { after: 0, limit: 10 });
    expect([...hidden]).toEqual([1]);
    expect(current.size).toBe(0);
  });

  it('are paged without gaps or repeats', async () => {
    for (let i = 1; i <= 25; i += 1) await post(i % 2 ? 'alice' : 'bob', `m${i}`);
    await addReaction(world.context, world.as('bob'), { id: 'lobby-3', emoji: '👍' });
    const page = async (more: { limit: number; beforeSeq?: number; afterSeq?: number }) => {
      const found = await listMessages(world.context, world.as('alice'), { timelineId: 'lobby', ...more });
      return { ...found, messages: found.messages.map(({ seq }) => seq) };
    };
    const newest = await page({ limit: 10 });
    expect(newest).toEqual({
      messages: [16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
      hasOlder: true,
      hasNewer: false,
      head: 26,
      epoch: world.store.epoch,
    });
    expect(await page({ limit: 10, beforeSeq: 6 })).toMatchObject({
      messages: [1, 2, 3, 4, 5],
      hasOlder: false,
      hasNewer: true,
    });
    expect(await page({ limit: 3, afterSeq: 22 })).toMatchObject({
      messages: [23, 24, 25],
      hasOlder: true,
      hasNewer: false,
    });
    expect(await page({ limit: 3, afterSeq: 0 })).toMatchObject({
      messages: [1, 2, 3],
      hasOlder: false,
      hasNewer: true,
    });
    expect(await page({ limit: 3, afterSeq: 4, beforeSeq: 6 })).toMatchObject({
      messages: [5],
      hasOlder: true,
      hasNewer: true,
    });
    expect(await page({ limit: 3, afterSeq: 99 })).toMatchObject({ messages: [], hasOlder: true, hasNewer: false });
    expect(await page({ limit: 0 })).toMatchObject({ messages: [], hasOlder: true });
    await expect(page({ limit: 101 })).rejects.toThrow(code('BAD_USER_INPUT'));
  });

  it('are paged around one of them', async () => {
    for (let i = 1; i <= 5; i += 1) await post('alice', `m${i}`);
    await addReaction(world.context, world.as('bob'), { id: 'lobby-3', emoji: '👍' });
    for (let i = 7; i <= 12; i += 1) await post('bob', `m${i}`);
    await deleteMessage(world.context, world.as('bob'), { id: 'lobby-8' });
    const around = async (aroundId: string, limit: number) => {
      const found = await listMessages(world.context, world.as('alice'), { timelineId: 'lobby', limit, aroundId });
      return [found.messages.map(({ seq }) => seq), found.hasOlder, found.hasNewer];
    };
    expect(await around('lobby-7', 5)).toEqual([[4, 5, 7, 8, 9], true, true]);
    expect(await around('lobby-8', 4)).toEqual([[7, 8, 9, 10], true, true]);
    expect(await around('lobby-1', 4)).toEqual([[1, 2, 3], false, true]);
    expect(await around('lobby-12', 5)).toEqual([[10, 11, 12], true, false]);
    expect(await around('lobby-5', 1)).toEqual([[5], true, true]);
    expect(await around('lobby-5', 100)).toEqual([[1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12], false, false]);
  });

  it.each(['lobby-2', 'lobby-99', 'den-1', 'garbage', ''])('have no page around %j', async (aroundId) => {
    const { timelineId } = await post('alice', 'm1');
    await addReaction(world.context, world.as('bob'), { id: 'lobby-1', emoji: '👍' });
    await post('alice', 'elsewhere', { room: 'den' });
    await expect(listMessages(world.context, world.as('alice'), { timelineId, limit: 5, aroundId })).rejects.toThrow(
      code('NOT_FOUND'),
    );
  });

  it('are posted without reading anything, once the room is in use', async () => {
    await post('alice', 'first');
    const calls: string[] = [];
    const watch = (target: object) => {
      for (const [name, method] of Object.entries(target)) {
        if (typeof method !== 'function' || name === 'commit') continue;
        Object.assign(target, {
          [name]: (...args: unknown[]) => {
            calls.push(name);
            return method.apply(target, args);
          },
        });
      }
    };
    watch(world.store);
    watch(world.store.projections);
    for (let i = 0; i < 100; i += 1) await post('bob', `m${i}`, { key: `k${i}` });
    expect(calls).toEqual([]);
    // Whom an edit concerns besides the room, however long the timeline is.
    await editMessage(world.context, world.as('bob'), { id: 'lobby-101', text: 'edited' });
    expect(calls).toEqual(['get', 'find', 'find']);
  });

  it('keep the log and every projection in accord', async () => {
    const id = messageId(await post('alice', '@bob hi'));
    await addReaction(world.context, world.as('bob'), { id, emoji: '👍' });
    await editMessage(world.context, world.as('alice'), { id, text: 'hello' });
    await deleteMessage(world.context, world.as('alice'), { id: messageId(await post('alice', 'gone')) });
    expect(await world.store.verify()).toEqual([]);
  });
});
