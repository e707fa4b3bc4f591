import {
  ALICE,
  at,
  BANNED,
  BOB,
  inbox,
  MEMBER,
  message,
  posted,
  ROOM,
  STRANGER,
  timeline,
  withoutMessages,
} from '../test/scenario.ts';
import { decidePostMessage, type PostMessage } from './post-message.ts';

const command: PostMessage = {
  timelineId: ROOM,
  roomName: 'lobby',
  authorId: ALICE,
  rights: MEMBER,
  text: 'hello',
  mentioned: [],
};

/** Carol blocks Alice. */
const inboxes = (userId: string) =>
  inbox(userId === 'carol' ? [{ type: 'UserBlocked', data: { blockedId: ALICE } }] : []);
const postMessage = (held: ReturnType<typeof timeline>, posting: PostMessage, atMs: number) =>
  decidePostMessage({ timeline: held, inboxOf: inboxes }, posting, { atMs });

describe('posting to a room', () => {
  it('is one event whose number is the message’s', () => {
    expect(postMessage(timeline([posted(BOB, 'hi')]), command, at(2))).toMatchObject({
      events: [
        {
          stream: 'timeline-room1',
          event: { type: 'MessagePosted', data: { roomName: 'lobby', authorId: ALICE, text: 'hello' } },
        },
      ],
      result: { timelineId: ROOM, seq: 2 },
    });
  });

  it('needs nothing of the timeline but its head', () => {
    const huge = { state: timeline([]).state, seq: 1_000_000 };
    expect(postMessage(huge, command, at(1)).result.seq).toBe(1_000_001);
  });

  it('keeps the key and the answered message', () => {
    const { events } = postMessage(
      timeline([posted(BOB, 'hi')]),
      { ...command, replyTo: 1, idempotencyKey: 'k' },
      at(2),
    );
    expect(events[0]?.event.data).toMatchObject({ replyTo: 1, idempotencyKey: 'k' });
  });

  it('tells who is mentioned, in the same commit', () => {
    const { events } = postMessage(timeline([]), { ...command, text: '@bob', mentioned: [BOB] }, at(1));
    expect(events[1]).toEqual({
      stream: 'inbox-bob',
      event: { type: 'Mentioned', data: { message: message(1, ALICE, '@bob') } },
    });
  });

  it('tells nobody who blocks the author', () => {
    const { events } = postMessage(timeline([]), { ...command, text: '@bob @carol', mentioned: [BOB, 'carol'] }, at(1));
    const mention = { message: message(1, ALICE, '@bob @carol') };
    expect(events.slice(1).map(({ stream, event }) => [stream, event.data])).toEqual([
      ['inbox-bob', mention],
      ['inbox-carol', { ...mention, withheld: true }],
    ]);
  });

  it('refuses an answer to what is no message of this timeline', () => {
    const held = withoutMessages(timeline([]), 7);
    expect(() => postMessage(held, { ...command, replyTo: 7 }, at(1))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'replyTo' }),
    );
  });

  it.each([
    ['a stranger', STRANGER],
    ['who was banned', BANNED],
    ['a member of an announcement room', { ...MEMBER, canPost: false }],
  ])('refuses %s', (_, rights) => {
    expect(() => postMessage(timeline([]), { ...command, rights }, at(1))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
