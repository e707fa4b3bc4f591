import { conversationId, messageId, parseMessageId, participantsOf, peerOf } from './timeline-id.ts';

describe('timeline and message ids', () => {
  it('are the same from both sides of a conversation', () => {
    expect(conversationId('b', 'a')).toBe('a_b');
    expect(conversationId('a', 'b')).toBe('a_b');
    expect(participantsOf('a_b')).toEqual(['a', 'b']);
    expect(participantsOf('room')).toBeUndefined();
  });

  it('know the other side, for participants only', () => {
    expect(peerOf('a_b', 'a')).toBe('b');
    expect(peerOf('a_b', 'b')).toBe('a');
    expect(peerOf('a_b', 'c')).toBeUndefined();
    expect(peerOf('room', 'a')).toBeUndefined();
  });

  it('are read as they are written', () => {
    for (const key of [
      { timelineId: 'room1', seq: 1 },
      { timelineId: 'a_b', seq: 4_294_967_295 },
    ]) {
      expect(parseMessageId(messageId(key))).toEqual(key);
    }
  });

  it.each([
    '',
    '-',
    'room1',
    'room1-',
    'room1-0',
    'room1-01',
    'room1-1.5',
    'room1--1',
    '-1',
    'a_b_c-1',
    'Room-1',
    'room1-4294967296',
    'a.*-1',
  ])('refuse %j', (raw) => expect(parseMessageId(raw)).toBeUndefined());
});
