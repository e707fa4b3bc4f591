import { messageId } from '../../domain/timeline-id.ts';
import { createWorld, type World } from '../../test/world.ts';
import { getConversation, listConversations } from '../queries/conversations.ts';
import { getDeliveries } from '../queries/get-deliveries.ts';
import { getMessages } from '../queries/get-messages.ts';
import { listMessages } from '../queries/list-messages.ts';
import { readInboxEvents, readTimelineEvents } from '../queries/read-events.ts';
import { addReaction, deleteMessage } from './change-message.ts';
import { editMessage } from './edit-message.ts';
import { markDelivered } from './mark-delivered.ts';
import { markRead } from './mark-read.ts';
import { notifyInvitationEnded, notifyInvited } from './notify-invited.ts';
import { sendDirectMessage } from './send-direct-message.ts';

const code = (code: string) => expect.objectContaining({ code });

describe('private messages', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const send = (from: string, to: string, text = 'psst', key?: string) =>
    sendDirectMessage(world.context, world.as(from, key), { to, text, idempotencyKey: key });
  const inbox = async (userId: string) =>
    (await world.store.readStream(`inbox-${userId}`, { after: 0, limit: 1_000 })).map(({ type, data }) => ({
      type,
      data,
    }));
  const delivery = async (userId: string, id: string) =>
    (await getDeliveries(world.context, world.as(userId), [id])).get(id);

  it('lie in the conversation and both inboxes', async () => {
    const message = await send('alice', 'BOB', 'psst', 'k');
    expect(message).toMatchObject({ timelineId: 'alice_bob', seq: 1, authorId: 'alice', idempotencyKey: 'k' });
    expect(await inbox('alice')).toEqual([{ type: 'DirectMessagePosted', data: { message } }]);
    expect(await inbox('bob')).toEqual(await inbox('alice'));
    expect(await send('alice', 'bob', 'psst', 'k')).toEqual(message);
    expect(await inbox('bob')).toHaveLength(1);
  });

  it('are never stored for who does not exist, or for oneself', async () => {
    await expect(send('alice', 'nobody')).rejects.toThrow(code('NOT_FOUND'));
    await expect(send('alice', '')).rejects.toThrow(code('NOT_FOUND'));
    await expect(send('alice', 'alice')).rejects.toThrow(expect.objectContaining({ field: 'to' }));
    await expect(send('alice', 'bob', '')).rejects.toThrow(expect.objectContaining({ field: 'text' }));
    expect(await world.store.listStreams({ after: '', limit: 10 })).toEqual([]);
  });

  it('are nobody else’s', async () => {
    const id = messageId(await send('alice', 'bob'));
    const carol = world.as('carol');
    const timelineId = 'alice_bob';
    await expect(editMessage(world.context, carol, { id, text: 'x' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(deleteMessage(world.context, carol, { id })).rejects.toThrow(code('NOT_FOUND'));
    await expect(addReaction(world.context, carol, { id, emoji: '👍' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(listMessages(world.context, carol, { timelineId, limit: 1 })).rejects.toThrow(code('NOT_FOUND'));
    await expect(readTimelineEvents(world.context, carol, { timelineId, after: 0, limit: 1 })).rejects.toThrow(
      code('NOT_FOUND'),
    );
    await expect(getConversation(world.context, carol, { id: timelineId })).rejects.toThrow(code('NOT_FOUND'));
    expect(await getMessages(world.context, carol, [id])).toEqual([]);
    expect((await getDeliveries(world.context, carol, [id])).size).toBe(0);
  });

  it('are edited and deleted in both inboxes, by their author alone', async () => {
    const id = messageId(await send('alice', 'bob'));
    await expect(deleteMessage(world.context, world.as('bob'), { id })).rejects.toThrow(code('FORBIDDEN'));
    await expect(editMessage(world.context, world.as('bob'), { id, text: 'x' })).rejects.toThrow(code('FORBIDDEN'));
    await editMessage(world.context, world.as('alice'), { id, text: 'new' });
    await addReaction(world.context, world.as('bob'), { id, emoji: '👍' });
    await deleteMessage(world.context, world.as('alice'), { id });
    const types = ['DirectMessagePosted', 'DirectMessageEdited', 'DirectReactionsChanged', 'DirectMessageDeleted'];
    expect((await inbox('bob')).map(({ type }) => type)).toEqual(types);
    expect((await inbox('alice')).map(({ type }) => type)).toEqual(types);
  });

  it('do not bring back what was deleted or edited away when history is read', async () => {
    const gone = messageId(await send('alice', 'bob', 'secret one'));
    const kept = messageId(await send('alice', 'bob', 'secret two'));
    await deleteMessage(world.context, world.as('alice'), { id: gone });
    await editMessage(world.context, world.as('alice'), { id: kept, text: 'fine' });
    const { current } = await readInboxEvents(world.context, world.as('bob'), { after: 0, limit: 10 });
    expect(current.get(gone)).not.toHaveProperty('text');
    expect(current.get(kept)?.text).toBe('fine');
  });

  it('move from sent to delivered to read, for the sender', async () => {
    const first = messageId(await send('alice', 'bob'));
    const second = messageId(await send('alice', 'bob'));
    const answer = messageId(await send('bob', 'alice'));
    expect(await delivery('alice', first)).toBe('SENT');
    expect(await delivery('alice', answer)).toBeUndefined();

    await markDelivered(world.context, world.as('bob'), { inboxSeq: 1 });
    expect(await delivery('alice', first)).toBe('DELIVERED');
    expect(await delivery('alice', second)).toBe('SENT');

    await world.restart();
    await markDelivered(world.context, world.as('bob'), { inboxSeq: 1_000 });
    expect(await delivery('alice', second)).toBe('DELIVERED');
    const before = await inbox('alice');
    await markDelivered(world.context, world.as('bob'), { inboxSeq: 1_000 });
    expect(await inbox('alice')).toEqual(before);

    await markRead(world.context, world.as('bob'), { target: { conversation: 'alice' }, seq: 1 });
    expect(await delivery('alice', first)).toBe('READ');
    expect(await delivery('alice', second)).toBe('DELIVERED');
    expect((await inbox('alice')).at(-1)).toEqual({
      type: 'DeliveryChanged',
      data: { timelineId: 'alice_bob', messageSeq: 1, delivery: 'READ' },
    });
  });

  it('are delivered once they are read, without a report of their arrival', async () => {
    const id = messageId(await send('alice', 'bob'));
    await markRead(world.context, world.as('bob'), { target: { conversation: 'alice' }, seq: 9 });
    await markDelivered(world.context, world.as('bob'), { inboxSeq: 9 });
    expect(await delivery('alice', id)).toBe('READ');
    expect((await inbox('alice')).map(({ type }) => type)).toEqual(['DirectMessagePosted', 'DeliveryChanged']);
  });

  it('arrive from a hundred and fifty senders at once', async () => {
    const senders = Array.from({ length: 150 }, (_, i) => `user${i}`);
    await Promise.all(senders.map((sender) => send(sender, 'bob')));
    await markDelivered(world.context, world.as('bob'), { inboxSeq: 1_000 });
    for (const sender of senders) expect(await inbox(sender)).toHaveLength(2);
    expect((await inbox('bob')).filter(({ type }) => type === 'ArrivalsReported')).toHaveLength(2);
  });

  it('make conversations, newest activity first', async () => {
    const bob = world.as('bob');
    for (const peer of ['alice', 'carol', 'dave', 'alice']) await send(peer, 'bob');
    const first = await listConversations(world.context, bob, { first: 2 });
    expect(first.conversations.map(({ peerId, unreadCount }) => [peerId, unreadCount])).toEqual([
      ['alice', 2],
      ['dave', 1],
    ]);
    expect(first.hasMore).toBe(true);
    const rest = await listConversations(world.context, bob, { first: 2, after: first.cursors[1] });
    expect(rest.conversations.map(({ peerId }) => peerId)).toEqual(['carol']);
    expect(rest.hasMore).toBe(false);
    await expect(listConversations(world.context, bob, { first: 2, after: 'garbage' })).rejects.toThrow(
      code('BAD_USER_INPUT'),
    );
  });

  it('are found by the other side’s name', async () => {
    await send('alice', 'bob');
    const alice = world.as('alice');
    expect(await getConversation(world.context, alice, { with: 'Bob' })).toEqual({
      id: 'alice_bob',
      peerId: 'bob',
      unreadCount: 0,
      lastReadSeq: 0,
      lastActivityAtMs: world.clock.now(),
    });
    expect(await getConversation(world.context, alice, { with: 'carol' })).toBeUndefined();
    await expect(getConversation(world.context, alice, { with: 'nobody' })).rejects.toThrow(code('NOT_FOUND'));
  });

  it('keep an invitation once for its command id', async () => {
    const { call } = world.as('alice', 'event1');
    const { userId, ...data } = { userId: 'bob', roomId: 'den', byId: 'alice', room: { name: 'Den', createdAtMs: 7 } };
    await notifyInvited(world.context, call, { userId, ...data });
    await world.restart();
    await notifyInvited(world.context, call, { userId, ...data });
    expect(await inbox('bob')).toEqual([{ type: 'InvitedToRoom', data }]);
  });

  it('end an invitation once, whatever lies between, and for many with one command id', async () => {
    const invitation = { roomId: 'den', byId: 'alice', room: { name: 'Den', createdAtMs: 7 } };
    const { byId: _by, ...end } = invitation;
    for (const userId of ['bob', 'carol']) {
      await notifyInvited(world.context, world.as('alice', `to-${userId}`).call, { userId, ...invitation });
    }
    await world.restart();
    for (const userId of ['bob', 'carol', 'dave']) {
      for (const commandId of ['end', 'end', 'another']) {
        await notifyInvitationEnded(world.context, world.as('alice', commandId).call, { userId, ...end });
      }
    }
    const [invited, ended] = [
      { type: 'InvitedToRoom', data: invitation },
      { type: 'InvitationEnded', data: end },
    ];
    expect([await inbox('bob'), await inbox('carol'), await inbox('dave')]).toEqual([
      [invited, ended],
      [invited, ended],
      [],
    ]);
    expect(await world.store.verify()).toEqual([]);
  });

  it('keep the log and every projection in accord', async () => {
    const id = messageId(await send('alice', 'bob'));
    await addReaction(world.context, world.as('bob'), { id, emoji: '👍' });
    await markDelivered(world.context, world.as('bob'), { inboxSeq: 9 });
    await markRead(world.context, world.as('bob'), { target: { conversation: 'alice' }, seq: 9 });
    expect(await world.store.verify()).toEqual([]);
  });
});
