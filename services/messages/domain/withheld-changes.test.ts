import {
  ALICE,
  addReaction,
  at,
  BOB,
  CONVERSATION,
  deleteMessage,
  editMessage,
  posted,
  removeReaction,
  timeline,
} from '../test/scenario.ts';
import { asSeenBy, deleted, edited, type Message } from './message.ts';
import { PARTICIPANT } from './rights.ts';

const BLOCKED = { byActor: false, byPeer: true };
const BLOCKING = { byActor: true, byPeer: false };
const by = (userId: string) => ({ timelineId: CONVERSATION, seq: 1, userId, isAdmin: false, rights: PARTICIPANT });
const seen = () => timeline([posted(BOB, 'hi')], { id: CONVERSATION });
const withheld = () => timeline([posted(BOB, 'hi', { withheld: true })], { id: CONVERSATION });
/** Whose inboxes show it. */
const shownIn = (events: readonly { stream: string; event: { data: object } }[]) =>
  events.slice(1).flatMap(({ stream, event }) => ('withheld' in event.data ? [] : [stream]));
const code = (code: string) => expect.objectContaining({ code });

describe('what somebody who is blocked does to a message that was read before', () => {
  it('shows another text to nobody else', () => {
    const { events, message } = editMessage(seen(), { ...by(BOB), text: 'rude', blocks: BLOCKED }, at(2));
    expect(shownIn(events)).toEqual(['inbox-bob']);
    expect(asSeenBy(message, BOB)).toMatchObject({ text: 'rude', editedAtMs: at(2) });
    expect(asSeenBy(message, ALICE)).toEqual({
      timelineId: CONVERSATION,
      seq: 1,
      authorId: BOB,
      text: 'hi',
      sentAtMs: at(1),
    });
  });

  it('shows no new reaction to anybody else', () => {
    const { events } = addReaction(seen(), { ...by(BOB), emoji: '👎', blocks: BLOCKED });
    expect(events[0]?.event.data).toMatchObject({ withheld: true });
    expect(shownIn(events)).toEqual(['inbox-bob']);
  });

  it('deletes it for both', () => {
    const { events, message } = deleteMessage(seen(), by(BOB), at(2));
    expect(shownIn(events)).toEqual(['inbox-alice', 'inbox-bob']);
    expect(asSeenBy(message, ALICE)).not.toHaveProperty('text');
  });
});

describe('a message that is withheld', () => {
  it('is not there for the other side, whatever they try', () => {
    expect(() => editMessage(withheld(), { ...by(ALICE), text: 'x' }, at(2))).toThrow(code('NOT_FOUND'));
    expect(() => deleteMessage(withheld(), by(ALICE), at(2))).toThrow(code('NOT_FOUND'));
    expect(() => addReaction(withheld(), { ...by(ALICE), emoji: '👍' })).toThrow(code('NOT_FOUND'));
    expect(() => removeReaction(withheld(), { ...by(ALICE), emoji: '👍' })).toThrow(code('NOT_FOUND'));
  });

  it('stays withheld when its author changes it after the block', () => {
    const edit = editMessage(withheld(), { ...by(BOB), text: 'x' }, at(2));
    const reaction = addReaction(withheld(), { ...by(BOB), emoji: '👍' });
    const deletion = deleteMessage(withheld(), by(BOB), at(2));
    for (const { events } of [edit, reaction, deletion]) expect(shownIn(events)).toEqual(['inbox-bob']);
    expect(asSeenBy(edit.message, ALICE)).toBeUndefined();
    expect(asSeenBy(deletion.message, ALICE)).toBeUndefined();
    expect(asSeenBy(edit.message, BOB)).toMatchObject({ text: 'x' });
  });
});

describe('whoever blocks the other side', () => {
  it('neither reacts nor edits before they unblock them', () => {
    const own = timeline([posted(ALICE, 'hi')], { id: CONVERSATION });
    expect(() => addReaction(seen(), { ...by(ALICE), emoji: '👍', blocks: BLOCKING })).toThrow(code('CONFLICT'));
    expect(() => editMessage(own, { ...by(ALICE), text: 'x', blocks: BLOCKING }, at(2))).toThrow(code('CONFLICT'));
    expect(deleteMessage(own, by(ALICE), at(2)).events).toHaveLength(3);
  });
});

describe('a text that the other side sees as it was', () => {
  const message: Message = { timelineId: CONVERSATION, seq: 1, authorId: BOB, text: 'a', sentAtMs: 1, editedAtMs: 2 };
  const edit = (before: Message, text: string, isWithheld: boolean) =>
    edited(before, { text, atMs: 9, by: BOB, isWithheld });

  it('stays over any number of edits, with the time of its own', () => {
    const after = edit(edit(message, 'b', true), 'c', true);
    expect(asSeenBy(after, ALICE)).toEqual(message);
    expect(after.text).toBe('c');
  });

  it('gives way to the first edit after the block', () => {
    const after = edit(edit(message, 'b', true), 'c', false);
    expect(asSeenBy(after, ALICE)).toEqual({ ...message, text: 'c', editedAtMs: 10 });
  });

  it('is gone when the message is deleted', () => {
    expect(JSON.stringify(deleted(edit(message, 'b', true), 9))).not.toMatch(/"text"|peerSees/);
  });
});
