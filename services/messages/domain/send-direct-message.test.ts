import { ALICE, at, BOB, CONVERSATION, posted, timeline, withoutMessages } from '../test/scenario.ts';
import { type Blocks, NO_BLOCKS } from './blocks.ts';
import { decideSendDirectMessage, type SendDirectMessage } from './send-direct-message.ts';

const command = { authorId: BOB, recipientId: ALICE, text: 'psst' };
const empty = () => timeline([], { id: CONVERSATION });
const sendDirectMessage = (
  held: ReturnType<typeof empty>,
  message: SendDirectMessage,
  atMs: number,
  blocks: Blocks = NO_BLOCKS,
) => decideSendDirectMessage({ timeline: held, blocks }, message, { atMs });

describe('a private message', () => {
  it('is one commit on the conversation and both inboxes', () => {
    const message = { timelineId: CONVERSATION, seq: 1, authorId: BOB, text: 'psst', sentAtMs: at(1) };
    expect(sendDirectMessage(empty(), command, at(1))).toMatchObject({
      events: [
        { stream: 'timeline-alice_bob', event: { type: 'MessagePosted', data: { authorId: BOB, text: 'psst' } } },
        { stream: 'inbox-alice', event: { type: 'DirectMessagePosted', data: { message } } },
        { stream: 'inbox-bob', event: { type: 'DirectMessagePosted', data: { message } } },
      ],
      result: { timelineId: CONVERSATION, seq: 1 },
    });
  });

  it('may answer an earlier one', () => {
    const held = timeline([posted(ALICE, 'hi')], { id: CONVERSATION });
    const { events } = sendDirectMessage(held, { ...command, replyTo: 1, idempotencyKey: 'k' }, at(2));
    expect(events[0]?.event.data).toEqual({ authorId: BOB, text: 'psst', replyTo: 1, idempotencyKey: 'k' });
    expect(events[1]?.event.data).toMatchObject({ message: { seq: 2, replyTo: 1, idempotencyKey: 'k' } });
  });

  it('refuses an answer to what is not there', () => {
    expect(() => sendDirectMessage(withoutMessages(empty(), 3), { ...command, replyTo: 3 }, at(1))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'replyTo' }),
    );
  });

  it('to somebody who blocks its author is the same commit, and marked for nobody else to see', () => {
    const message = { timelineId: CONVERSATION, seq: 1, authorId: BOB, text: 'psst', sentAtMs: at(1), withheld: true };
    const { events, result } = sendDirectMessage(empty(), command, at(1), { byActor: false, byPeer: true });
    expect(events).toEqual([
      {
        stream: 'timeline-alice_bob',
        event: { type: 'MessagePosted', data: { authorId: BOB, text: 'psst', withheld: true } },
      },
      { stream: 'inbox-alice', event: { type: 'DirectMessagePosted', data: { message, withheld: true } } },
      { stream: 'inbox-bob', event: { type: 'DirectMessagePosted', data: { message } } },
    ]);
    expect(result).toEqual({ timelineId: CONVERSATION, seq: 1 });
  });

  it('is refused to whom its author blocks', () => {
    expect(() => sendDirectMessage(empty(), command, at(1), { byActor: true, byPeer: false })).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });

  it('answers nothing that is withheld from its author', () => {
    const held = timeline([posted(ALICE, 'hi', { withheld: true })], { id: CONVERSATION });
    expect(() => sendDirectMessage(held, { ...command, replyTo: 1 }, at(2))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'replyTo' }),
    );
    expect(sendDirectMessage(held, { ...command, authorId: ALICE, recipientId: BOB, replyTo: 1 }, at(2))).toMatchObject(
      {
        result: { seq: 2 },
      },
    );
  });

  it('refuses oneself', () => {
    expect(() => sendDirectMessage(empty(), { ...command, recipientId: BOB }, at(1))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'to' }),
    );
  });
});
