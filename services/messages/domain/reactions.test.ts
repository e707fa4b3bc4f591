import {
  ALICE,
  addReaction,
  BANNED,
  BOB,
  CONVERSATION,
  MEMBER,
  posted,
  ROOM,
  removeReaction,
  STRANGER,
  timeline,
  withoutMessages,
} from '../test/scenario.ts';
import { MAX_OF_A_MESSAGE, MAX_OF_A_USER } from './add-reaction.ts';
import type { ReactionAdded, TimelineEvent } from './timeline-events.ts';

const command = { timelineId: ROOM, seq: 1, roomName: 'lobby', userId: ALICE, rights: MEMBER, emoji: '👍' };
const first = posted(BOB, 'hi');
const result = { timelineId: ROOM, seq: 1 };
const added = (userId: string, emoji: string, count: number): ReactionAdded => ({
  type: 'ReactionAdded',
  data: { roomName: 'lobby', messageSeq: 1, emoji, userId, count },
});

describe('adding a reaction', () => {
  it('counts who shows the emoji', () => {
    expect(addReaction(timeline([first, added(BOB, '👍', 1)]), command)).toMatchObject({
      events: [{ stream: 'timeline-room1', event: added(ALICE, '👍', 2) }],
      result,
    });
  });

  it('twice is no event', () => {
    expect(addReaction(timeline([first, added(ALICE, '👍', 1)]), command)).toMatchObject({ events: [], result });
  });

  it('is no event for whom the log has it in another form', () => {
    const held = timeline([first, added(ALICE, '❤', 1)]);
    expect(addReaction(held, { ...command, emoji: '❤️' })).toMatchObject({ events: [], result });
  });

  it('is stored in its one form beside what the log has in another', () => {
    const held = timeline([first, added(BOB, '❤', 1)]);
    expect(addReaction(held, { ...command, emoji: '❤️' }).events[0]?.event).toEqual(added(ALICE, '❤️', 1));
  });

  it('tells both sides of a private conversation', () => {
    const held = timeline([first], { id: CONVERSATION });
    const { roomName: _, ...direct } = { ...command, timelineId: CONVERSATION };
    expect(addReaction(held, direct).events.map(({ stream, event }) => [stream, event.type])).toEqual([
      ['timeline-alice_bob', 'ReactionAdded'],
      ['inbox-alice', 'DirectReactionsChanged'],
      ['inbox-bob', 'DirectReactionsChanged'],
    ]);
  });

  it('refuses the 21st of one user', () => {
    const many = Array.from({ length: MAX_OF_A_USER }, (_, i) => added(ALICE, `e${i}`, 1));
    expect(() => addReaction(timeline([first, ...many]), command)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'emoji' }),
    );
  });

  it('refuses the 51st emoji of a message, but not one that it shows', () => {
    const many: TimelineEvent[] = Array.from({ length: MAX_OF_A_MESSAGE }, (_, i) => added(BOB, `e${i}`, 1));
    const held = timeline([first, ...many]);
    expect(() => addReaction(held, command)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'emoji' }),
    );
    expect(addReaction(held, { ...command, emoji: 'e7' }).events).toHaveLength(1);
    const withHeart = timeline([first, ...many.slice(1), added(BOB, '❤', 1)]);
    expect(addReaction(withHeart, { ...command, emoji: '❤️' }).events).toHaveLength(1);
  });

  it.each([STRANGER, BANNED])('refuses who is no member', (rights) => {
    expect(() => addReaction(timeline([first]), { ...command, rights })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('refuses what is no message, and a deleted one', () => {
    const deleted: TimelineEvent = {
      type: 'MessageDeleted',
      data: { message: { timelineId: ROOM, seq: 1, authorId: BOB, sentAtMs: 1, deletedAtMs: 2 }, by: BOB },
    };
    expect(() => addReaction(withoutMessages(timeline([]), 1), command)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(() => addReaction(timeline([first, deleted]), command)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});

describe('removing a reaction', () => {
  it('counts down', () => {
    const held = timeline([first, added(ALICE, '👍', 1), added(BOB, '👍', 2)]);
    expect(removeReaction(held, command).events[0]?.event).toEqual({
      type: 'ReactionRemoved',
      data: { roomName: 'lobby', messageSeq: 1, emoji: '👍', userId: ALICE, count: 1 },
    });
  });

  it('takes back every form that the log has of it', () => {
    const held = timeline([first, added(BOB, '❤', 1), added(ALICE, '❤', 2), added(ALICE, '❤️', 1)]);
    const { events } = removeReaction(held, { ...command, emoji: '❤️' });
    expect(events.map(({ event }) => event)).toEqual([
      { ...added(ALICE, '❤', 1), type: 'ReactionRemoved' },
      { ...added(ALICE, '❤️', 0), type: 'ReactionRemoved' },
    ]);
  });

  it('that is not there is no event', () => {
    expect(removeReaction(timeline([first, added(BOB, '👍', 1)]), command)).toMatchObject({ events: [], result });
  });

  it('makes room for another emoji', () => {
    const removed: TimelineEvent = { ...added(ALICE, '👍', 0), type: 'ReactionRemoved' };
    const held = timeline([first, added(ALICE, '👍', 1), removed]);
    expect(held.state.messages.get(1)?.emojis.size).toBe(0);
    expect(addReaction(held, command).events[0]?.event.data).toMatchObject({ count: 1 });
  });

  it('refuses who is no member', () => {
    expect(() => removeReaction(timeline([first]), { ...command, rights: BANNED })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
