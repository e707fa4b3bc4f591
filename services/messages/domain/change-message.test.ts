import {
  ALICE,
  at,
  BANNED,
  BOB,
  CONVERSATION,
  deleteMessage,
  editMessage,
  MEMBER,
  MODERATOR,
  message,
  posted,
  ROOM,
  STRANGER,
  timeline,
  withoutMessages,
} from '../test/scenario.ts';
import { type Message, stateOf } from './message.ts';
import { PARTICIPANT } from './rights.ts';
import type { MessageDeleted, TimelineEvent } from './timeline-events.ts';

const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
const first = posted(ALICE, 'helo', { idempotencyKey: 'k' });
const gone: MessageDeleted = {
  type: 'MessageDeleted',
  data: { message: { timelineId: ROOM, seq: 1, authorId: ALICE, sentAtMs: at(1), deletedAtMs: at(2) }, by: ALICE },
};
const result = { timelineId: ROOM, seq: 1 };

describe('editing', () => {
  const command = {
    timelineId: ROOM,
    seq: 1,
    roomName: 'lobby',
    userId: ALICE,
    isAdmin: false,
    rights: MEMBER,
    text: 'hello',
  };

  it('replaces the text and keeps everything else', () => {
    const after = message(1, ALICE, 'hello', { idempotencyKey: 'k', editedAtMs: at(2) });
    expect(editMessage(timeline([first]), command, at(2))).toMatchObject({
      events: [
        {
          stream: 'timeline-room1',
          event: { type: 'MessageEdited', data: { roomName: 'lobby', message: after, by: ALICE } },
        },
      ],
      result,
    });
  });

  it('is no event when the text stays', () => {
    expect(editMessage(timeline([first]), { ...command, text: 'helo' }, at(2))).toMatchObject({ events: [], result });
  });

  it('makes another state of a message each time, also with the first text and at the same moment', () => {
    const held = timeline([first]);
    const away = editMessage(held, command, at(2)).events[0]?.event as TimelineEvent;
    const back = editMessage(timeline([first, away]), { ...command, text: 'helo' }, at(2));
    const states = [message(1, ALICE, 'helo'), (away.data as { message: Message }).message, back.message as Message];
    expect(new Set(states.map(stateOf)).size).toBe(3);
  });

  it('builds on the edit before', () => {
    const held = timeline([first]);
    const edit = editMessage(held, command, at(2)).events[0]?.event as TimelineEvent;
    expect(editMessage(timeline([first, edit]), command, at(3)).events).toEqual([]);
  });

  it('reaches both inboxes in a private conversation', () => {
    const held = timeline([posted(ALICE, 'a')], { id: CONVERSATION });
    const { roomName: _, ...direct } = { ...command, timelineId: CONVERSATION, rights: PARTICIPANT };
    const streams = editMessage(held, direct, at(2)).events.map(({ stream, event }) => [stream, event.type]);
    expect(streams).toEqual([
      ['timeline-alice_bob', 'MessageEdited'],
      ['inbox-alice', 'DirectMessageEdited'],
      ['inbox-bob', 'DirectMessageEdited'],
    ]);
  });

  it('refuses everybody but the author, moderators included', () => {
    expect(() => editMessage(timeline([first]), { ...command, userId: BOB, rights: MODERATOR }, at(2))).toThrow(
      forbidden,
    );
  });

  it('is open to an administrator in a room, member or not, and says who did it', () => {
    const byAdmin = { ...command, userId: 'root', isAdmin: true, rights: STRANGER };
    const { events } = editMessage(timeline([first]), byAdmin, at(2));
    const after = message(1, ALICE, 'hello', { idempotencyKey: 'k', editedAtMs: at(2), editedBy: 'root' });
    expect(events).toMatchObject([{ event: { data: { message: after, by: 'root' } } }]);
    const held = timeline([first, events[0]?.event as TimelineEvent]);
    const again = editMessage(held, { ...command, text: 'mine again' }, at(3));
    expect(again.message).not.toHaveProperty('editedBy');
  });

  it('refuses an administrator in a private conversation', () => {
    const held = timeline([posted(ALICE, 'a')], { id: CONVERSATION });
    const { roomName: _, ...direct } = { ...command, timelineId: CONVERSATION, userId: 'root', isAdmin: true };
    expect(() => editMessage(held, { ...direct, rights: STRANGER }, at(2))).toThrow(forbidden);
    expect(() => editMessage(held, { ...direct, rights: PARTICIPANT }, at(2))).toThrow(forbidden);
  });

  it.each([STRANGER, BANNED])('refuses an author who takes no part any more', (rights) => {
    expect(() => editMessage(timeline([first]), { ...command, rights }, at(2))).toThrow(forbidden);
  });

  it('refuses a deleted message', () => {
    expect(() => editMessage(timeline([first, gone]), command, at(3))).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });

  it('refuses what is no message', () => {
    expect(() => editMessage(withoutMessages(timeline([]), 1), command, at(1))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});

describe('deleting', () => {
  const command = { timelineId: ROOM, seq: 1, roomName: 'lobby', userId: ALICE, rights: MEMBER };

  it('takes the text away', () => {
    const { text: _, ...after } = message(1, ALICE, 'helo', { idempotencyKey: 'k', deletedAtMs: at(2) });
    const { events } = deleteMessage(timeline([first]), command, at(2));
    expect(events).toEqual([
      {
        stream: 'timeline-room1',
        event: { type: 'MessageDeleted', data: { roomName: 'lobby', message: after, by: ALICE } },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('helo');
  });

  it('is open to moderators', () => {
    const { events } = deleteMessage(timeline([first]), { ...command, userId: BOB, rights: MODERATOR }, at(2));
    expect(events[0]?.event.data).toMatchObject({ by: BOB });
  });

  it('may be repeated', () => {
    expect(deleteMessage(timeline([first, gone]), command, at(3))).toMatchObject({ events: [], result });
  });

  it('reaches both inboxes in a private conversation', () => {
    const held = timeline([posted(ALICE, 'a')], { id: CONVERSATION });
    const { roomName: _, ...direct } = { ...command, timelineId: CONVERSATION, rights: PARTICIPANT };
    expect(deleteMessage(held, direct, at(2)).events.map(({ event }) => event.type)).toEqual([
      'MessageDeleted',
      'DirectMessageDeleted',
      'DirectMessageDeleted',
    ]);
  });

  it('refuses other members, and authors who were banned', () => {
    expect(() => deleteMessage(timeline([first]), { ...command, userId: BOB }, at(2))).toThrow(forbidden);
    expect(() => deleteMessage(timeline([first]), { ...command, rights: BANNED }, at(2))).toThrow(forbidden);
  });

  it('refuses what is no message', () => {
    expect(() => deleteMessage(withoutMessages(timeline([]), 1), command, at(1))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});
