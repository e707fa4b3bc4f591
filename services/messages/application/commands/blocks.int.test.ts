import { messageId } from '../../domain/timeline-id.ts';
import { createWorld, type World } from '../../test/world.ts';
import { checkReach, listBlockedUsers } from '../queries/blocks.ts';
import { getConversation, listConversations } from '../queries/conversations.ts';
import { getDeliveries } from '../queries/get-deliveries.ts';
import { getMessages } from '../queries/get-messages.ts';
import { getReactions } from '../queries/get-reactions.ts';
import { listMessages } from '../queries/list-messages.ts';
import { readInboxEvents, readTimelineEvents } from '../queries/read-events.ts';
import { getFirstUnread, getReadStates } from '../queries/read-states.ts';
import { searchMessages } from '../queries/search-messages.ts';
import { blockUser, unblockUser } from './block-user.ts';
import { addReaction, deleteMessage } from './change-message.ts';
import { editMessage } from './edit-message.ts';
import { markDelivered } from './mark-delivered.ts';
import { markRead } from './mark-read.ts';
import { notifyInvited } from './notify-invited.ts';
import { postMessage } from './post-message.ts';
import { sendDirectMessage } from './send-direct-message.ts';

const code = (code: string) => expect.objectContaining({ code });
const timelineId = 'alice_bob';

describe('what somebody who is blocked writes', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const block = (userId: string, username: string) => blockUser(world.context, world.as(userId), { username });
  const unblock = (userId: string, username: string) => unblockUser(world.context, world.as(userId), { username });
  const send = async (from: string, to: string, text = 'psst', key?: string) =>
    messageId(await sendDirectMessage(world.context, world.as(from, key), { to, text, idempotencyKey: key }));
  const texts = async (userId: string, range: object = {}) =>
    (await listMessages(world.context, world.as(userId), { timelineId, limit: 50, ...range })).messages.map(
      ({ text }) => text,
    );
  const delivery = async (id: string) => (await getDeliveries(world.context, world.as('bob'), [id])).get(id);
  /** Events of the inbox that its owner is shown. */
  const noticed = async (userId: string) => {
    const page = await readInboxEvents(world.context, world.as(userId), { after: 0, limit: 100 });
    return page.events.filter(({ seq }) => !page.hidden.has(seq)).map(({ type }) => type);
  };
  const search = async (userId: string, query: object) => {
    const found = await searchMessages(world.context, world.as(userId), { text: 'kettle', first: 10, ...query });
    return found.messages.map(({ text }) => text);
  };

  it('is a conversation of its author’s alone where there was none', async () => {
    await block('alice', 'bob');
    const id = await send('bob', 'alice', 'kettle');
    await world.indexed();
    const alice = world.as('alice');
    expect((await listConversations(world.context, alice, { first: 10 })).conversations).toEqual([]);
    expect(await getConversation(world.context, alice, { with: 'bob' })).toBeUndefined();
    expect(await getConversation(world.context, alice, { id: timelineId })).toBeUndefined();
    expect(await texts('alice')).toEqual([]);
    expect(await getMessages(world.context, alice, [id])).toEqual([]);
    expect(await noticed('alice')).toEqual(['UserBlocked']);
    expect(await getFirstUnread(world.context, alice, [timelineId])).toEqual(new Map());
    expect(await getReadStates(world.context, alice, [timelineId])).toMatchObject([{ unreadCount: 0 }]);
    for (const where of [{}, { conversation: 'bob' }, { author: 'bob' }])
      expect(await search('alice', where)).toEqual([]);
    await expect(listMessages(world.context, alice, { timelineId, limit: 5, aroundId: id })).rejects.toThrow(
      code('NOT_FOUND'),
    );
  });

  it('is shown to its author everywhere, as sent', async () => {
    await block('alice', 'bob');
    const id = await send('bob', 'alice', 'kettle');
    await world.indexed();
    const bob = world.as('bob');
    const { conversations } = await listConversations(world.context, bob, { first: 10 });
    expect(conversations).toMatchObject([{ id: timelineId, peerId: 'alice', unreadCount: 0 }]);
    expect(await texts('bob')).toEqual(['kettle']);
    expect(await noticed('bob')).toEqual(['DirectMessagePosted']);
    for (const where of [{}, { conversation: 'alice' }, { author: 'bob' }])
      expect(await search('bob', where)).toEqual(['kettle']);
    expect(await getMessages(world.context, bob, [id])).toMatchObject([{ text: 'kettle' }]);
    expect(await delivery(id)).toBe('SENT');
  });

  it('stays sent, and out of sight, when the other reads on and unblocks; what comes then arrives', async () => {
    const before = await send('bob', 'alice', 'before');
    await block('alice', 'bob');
    const during = await send('bob', 'alice', 'during', 'key');
    await unblock('alice', 'bob');
    expect(await send('bob', 'alice', 'during', 'key')).toBe(during);
    const after = await send('bob', 'alice', 'after');
    expect(await texts('alice')).toEqual(['before', 'after']);
    expect(await texts('bob')).toEqual(['before', 'during', 'after']);
    const alice = world.as('alice');
    expect(await getReadStates(world.context, alice, [timelineId])).toMatchObject([{ unreadCount: 2 }]);
    await markDelivered(world.context, alice, { inboxSeq: 100 });
    expect(await Promise.all([before, during, after].map(delivery))).toEqual(['DELIVERED', 'SENT', 'DELIVERED']);
    await markRead(world.context, alice, { target: { conversation: 'bob' }, seq: 100 });
    expect(await Promise.all([before, during, after].map(delivery))).toEqual(['READ', 'SENT', 'READ']);
    await world.restart();
    expect(await texts('alice')).toEqual(['before', 'after']);
    expect(await world.store.verify()).toEqual([]);
  });

  it('does not move the other’s list, nor where they have read to', async () => {
    await send('bob', 'alice');
    await send('carol', 'alice');
    await block('alice', 'bob');
    for (const text of ['1', '2', '3']) await send('bob', 'alice', text);
    const alice = world.as('alice');
    const { conversations } = await listConversations(world.context, alice, { first: 10 });
    expect(conversations.map(({ peerId, unreadCount }) => [peerId, unreadCount])).toEqual([
      ['carol', 1],
      ['bob', 1],
    ]);
    const target = { conversation: 'bob' };
    expect(await markRead(world.context, alice, { target, seq: 4 })).toMatchObject({ lastReadSeq: 1 });
    expect(await delivery('alice_bob-4')).toBe('SENT');
  });

  it('leaves no gap in any page of the other', async () => {
    for (let round = 0; round < 3; round += 1) {
      await send('bob', 'alice', `seen ${round}`);
      await block('alice', 'bob');
      for (let hidden = 0; hidden < 5; hidden += 1) await send('bob', 'alice', 'hidden');
      await unblock('alice', 'bob');
    }
    expect(await texts('alice', { limit: 2 })).toEqual(['seen 1', 'seen 2']);
    expect(await texts('alice', { limit: 2, beforeSeq: 13 })).toEqual(['seen 0', 'seen 1']);
    expect(await texts('alice', { limit: 2, afterSeq: 1 })).toEqual(['seen 1', 'seen 2']);
    expect(await texts('alice', { limit: 3, aroundId: 'alice_bob-7' })).toEqual(['seen 0', 'seen 1', 'seen 2']);
    const newest = { timelineId, limit: 5, afterSeq: 7 };
    const page = await listMessages(world.context, world.as('alice'), newest);
    expect(page).toMatchObject({ hasNewer: false, hasOlder: true });
    const first = await listMessages(world.context, world.as('alice'), { timelineId, limit: 5, beforeSeq: 2 });
    expect(first).toMatchObject({ hasNewer: true, hasOlder: false });
  });

  it('cannot be found out by its number', async () => {
    const seen = await send('bob', 'alice');
    await block('alice', 'bob');
    const hidden = await send('bob', 'alice');
    const alice = world.as('alice');
    await addReaction(world.context, world.as('bob'), { id: hidden, emoji: '🫖' });
    expect(await getReactions(world.context, alice, { messageIds: [hidden], firstUsers: 5 })).toEqual(new Map());
    await expect(deleteMessage(world.context, alice, { id: hidden })).rejects.toThrow(code('NOT_FOUND'));
    await expect(addReaction(world.context, alice, { id: hidden, emoji: '👍' })).rejects.toThrow(code('NOT_FOUND'));
    await unblock('alice', 'bob');
    const answer = { to: 'bob', text: 'what?', replyToId: hidden };
    await expect(sendDirectMessage(world.context, alice, answer)).rejects.toThrow(
      expect.objectContaining({ field: 'replyTo' }),
    );
    await addReaction(world.context, alice, { id: seen, emoji: '👍' });
    const page = await readTimelineEvents(world.context, alice, { timelineId, after: 0, limit: 10 });
    const shown = page.events.filter(({ seq }) => !page.hidden.has(seq)).map(({ type }) => type);
    expect(shown).toEqual(['MessagePosted', 'ReactionAdded']);
  });

  it('is as little said by changes to what was read before', async () => {
    const old = await send('bob', 'alice', 'kettle');
    const gone = await send('bob', 'alice', 'gone');
    await block('alice', 'bob');
    const bob = world.as('bob');
    await editMessage(world.context, bob, { id: old, text: 'rude' });
    await addReaction(world.context, bob, { id: old, emoji: '👎' });
    await deleteMessage(world.context, bob, { id: gone });
    await world.indexed();
    const before = ['DirectMessagePosted', 'DirectMessagePosted', 'UserBlocked', 'DirectMessageDeleted'];
    expect(await noticed('alice')).toEqual(before);
    expect(await texts('alice')).toEqual(['kettle', undefined]);
    expect(await texts('bob')).toEqual(['rude', undefined]);
    const reactions = { messageIds: [old], firstUsers: 5 };
    expect(await getReactions(world.context, world.as('alice'), reactions)).toEqual(new Map());
    expect(await getReactions(world.context, bob, reactions)).toMatchObject(
      new Map([[old, [{ emoji: '👎', count: 1, viewerReacted: true }]]]),
    );
    expect(await search('alice', { text: 'rude' })).toEqual([]);
    const { current } = await readInboxEvents(world.context, world.as('alice'), { after: 0, limit: 10 });
    expect(current.get(old)?.text).toBe('kettle');

    await unblock('alice', 'bob');
    await addReaction(world.context, world.as('alice'), { id: old, emoji: '👎' });
    const [summary] = (await getReactions(world.context, world.as('alice'), reactions)).get(old) ?? [];
    expect(summary).toMatchObject({ count: 1, userIds: ['alice'] });
    await editMessage(world.context, bob, { id: old, text: 'sorry' });
    expect(await texts('alice')).toEqual(['sorry', undefined]);
    expect(await world.store.verify()).toEqual([]);
  });

  it('in a room is seen there, and mentions nobody who blocks them', async () => {
    await block('alice', 'bob');
    const bob = world.as('bob');
    await postMessage(world.context, bob, { room: 'lobby', text: '@alice @carol look' });
    await postMessage(world.context, world.as('carol'), { room: 'lobby', text: '@alice hello' });
    expect(await getReadStates(world.context, world.as('alice'), ['lobby'])).toMatchObject([
      { unreadCount: 2, mentionCount: 1 },
    ]);
    expect(await noticed('alice')).toEqual(['UserBlocked', 'Mentioned']);
    expect(await noticed('carol')).toEqual(['Mentioned']);
    await unblock('alice', 'bob');
    await postMessage(world.context, bob, { room: 'lobby', text: '@alice again' });
    expect(await getReadStates(world.context, world.as('alice'), ['lobby'])).toMatchObject([{ mentionCount: 2 }]);
  });

  it('invites nobody who blocks them', async () => {
    await block('alice', 'bob');
    const invitation = { userId: 'alice', roomId: 'den', byId: 'bob', room: { name: 'Den', createdAtMs: 7 } };
    await notifyInvited(world.context, world.as('bob', 'e1').call, invitation);
    expect(await noticed('alice')).toEqual(['UserBlocked']);
    await notifyInvited(world.context, world.as('carol', 'e2').call, { ...invitation, byId: 'carol' });
    expect(await noticed('alice')).toEqual(['UserBlocked', 'InvitedToRoom']);
  });

  it('is not answered by accident: whoever blocks somebody unblocks them before they write', async () => {
    await send('bob', 'alice');
    await block('alice', 'bob');
    await expect(send('alice', 'bob')).rejects.toThrow(code('CONFLICT'));
    await unblock('alice', 'bob');
    await send('alice', 'bob');
  });
});

describe('whom somebody blocks', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const blocked = (userId: string) => listBlockedUsers(world.context, world.as(userId));

  it('is a list, the latest first, over a restart too', async () => {
    for (const username of ['bob', 'CAROL', 'bob', 'dave', 'carol']) {
      await blockUser(world.context, world.as('alice'), { username: username.toLowerCase() });
    }
    expect(await blocked('alice')).toEqual(['dave', 'carol', 'bob']);
    await unblockUser(world.context, world.as('alice'), { username: 'carol' });
    await unblockUser(world.context, world.as('alice'), { username: 'root' });
    await world.restart();
    expect(await blocked('alice')).toEqual(['dave', 'bob']);
    expect(await blocked('bob')).toEqual([]);
  });

  it('is somebody else, who exists', async () => {
    const alice = world.as('alice');
    await expect(blockUser(world.context, alice, { username: 'alice' })).rejects.toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'username' }),
    );
    await expect(blockUser(world.context, alice, { username: 'nobody' })).rejects.toThrow(code('NOT_FOUND'));
  });

  it('decides who reaches them', async () => {
    const reach = (fromId: string, toId: string) => checkReach(world.context, { fromId, toId });
    expect(await reach('bob', 'alice')).toEqual({ blocked: false, conversing: false });
    await sendDirectMessage(world.context, world.as('bob'), { to: 'alice', text: 'hi' });
    expect(await reach('bob', 'alice')).toEqual({ blocked: false, conversing: true });
    await blockUser(world.context, world.as('alice'), { username: 'bob' });
    expect(await reach('bob', 'alice')).toEqual({ blocked: true, conversing: false });
    expect(await reach('alice', 'bob')).toEqual({ blocked: false, conversing: false });
  });
});
