import {
  edgeMessage,
  fromSnapshot,
  type IncomingMessage,
  type Timeline,
  type TimelineItem,
  withChange,
  withDelivery,
  withItem,
  withMessages,
  withOlder,
  withReaction,
} from './timeline.ts';

const ann = { id: 'u1', username: 'ann', displayName: 'Ann' };
const bob = { id: 'u2', username: 'bob', displayName: 'Bob' };

const message = (seq: number, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  id: `m${seq}`,
  seq,
  author: ann,
  text: `text ${seq}`,
  idempotencyKey: null,
  sentAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  ...more,
});
const messages = (...seqs: number[]) => seqs.map((seq) => message(seq));
const notice = (key: string): TimelineItem => ({
  kind: 'notice',
  key,
  at: '2026-01-01T00:00:00.000Z',
  notice: 'joined',
  user: bob,
  by: null,
});
const keys = (timeline: Timeline) => timeline.items.map(({ key }) => key);
const messageAt = (timeline: Timeline, index: number) => {
  const item = timeline.items.at(index);
  if (item?.kind !== 'message') throw new Error('not a message');
  return item.message;
};

describe('messages', () => {
  it('are appended as they come', () => {
    const timeline = withMessages(fromSnapshot(messages(3, 5), true), messages(8));
    expect(keys(timeline)).toEqual(['m3', 'm5', 'm8']);
    expect(timeline.hasOlder).toBe(true);
  });

  it('are there once, however often they come', () => {
    const timeline = fromSnapshot(messages(3, 5), false);
    expect(withMessages(timeline, messages(5, 3))).toBe(timeline);
    expect(keys(withMessages(timeline, messages(7, 7)))).toEqual(['m3', 'm5', 'm7']);
  });

  it('take their place by seq when the own one was confirmed before an earlier one arrived', () => {
    expect(keys(withMessages(fromSnapshot(messages(3, 6), false), messages(5)))).toEqual(['m3', 'm5', 'm6']);
  });

  it('stay behind the notices that came before them', () => {
    const timeline = withItem(fromSnapshot(messages(3), false), notice('n1'));
    expect(keys(withMessages(timeline, messages(4)))).toEqual(['m3', 'n1', 'm4']);
  });

  it('keep later changes when a page or a repeated event brings an older version', () => {
    const timeline = withChange(fromSnapshot(messages(3), false), 'm3', () => ({ text: 'new' }));
    expect(messageAt(withMessages(timeline, messages(3)), 0).text).toBe('new');
    expect(messageAt(withOlder(timeline, messages(3), false), 0).text).toBe('new');
  });
});

describe('older pages', () => {
  it('go before what is held, without the overlap', () => {
    const timeline = withOlder(fromSnapshot(messages(5, 6), true), messages(3, 4, 5, 6), false);
    expect(keys(timeline)).toEqual(['m3', 'm4', 'm5', 'm6']);
    expect(timeline.hasOlder).toBe(false);
  });

  it('do not bring what runs ahead of the live events', () => {
    expect(keys(withOlder(fromSnapshot(messages(5, 6), true), messages(4, 5, 6, 7), true))).toEqual(['m4', 'm5', 'm6']);
  });

  it('go before the notices of an otherwise empty timeline', () => {
    const timeline = withItem(fromSnapshot([], true), notice('n1'));
    expect(keys(withOlder(timeline, messages(1, 2), false))).toEqual(['m1', 'm2', 'n1']);
  });
});

describe('changes', () => {
  it('of messages that are not held are left to the page that brings them', () => {
    const timeline = fromSnapshot(messages(3), true);
    expect(withChange(timeline, 'm1', () => ({ text: 'new' }))).toBe(timeline);
  });

  it('edit and delete', () => {
    const edited = withChange(fromSnapshot(messages(3), false), 'm3', () => ({ text: 'new', editedAt: 'later' }));
    expect(messageAt(edited, 0)).toMatchObject({ text: 'new', editedAt: 'later' });
    const deleted = withChange(edited, 'm3', () => ({ text: null, deletedAt: 'later' }));
    expect(messageAt(deleted, 0)).toMatchObject({ text: null, deletedAt: 'later', seq: 3 });
  });
});

describe('notices', () => {
  it('are shown once', () => {
    const timeline = withItem(fromSnapshot([], false), notice('n1'));
    expect(withItem(timeline, notice('n1'))).toBe(timeline);
    expect(keys(withItem(timeline, notice('n2')))).toEqual(['n1', 'n2']);
  });
});

describe('reactions', () => {
  const react = (timeline: Timeline, user: typeof ann, added: boolean, emoji = '👍') =>
    withReaction(timeline, { messageId: 'm3', emoji, user, added, viewerId: ann.id });
  const reactions = (timeline: Timeline) => messageAt(timeline, 0).reactions;

  it('are counted by emoji', () => {
    const timeline = react(react(react(fromSnapshot(messages(3), false), ann, true), bob, true), bob, true, '🎉');
    expect(reactions(timeline)).toMatchObject([
      { emoji: '👍', count: 2, viewerReacted: true },
      { emoji: '🎉', count: 1, viewerReacted: false },
    ]);
  });

  it('do not count the echo of a change that was made already', () => {
    const once = react(fromSnapshot(messages(3), false), ann, true);
    expect(reactions(react(once, ann, true))).toMatchObject([{ count: 1 }]);
    const gone = react(once, ann, false);
    expect(reactions(gone)).toEqual([]);
    expect(reactions(react(gone, ann, false))).toEqual([]);
  });

  it('of users beyond those that are listed are counted', () => {
    const many = { emoji: '👍', count: 30, viewerReacted: true, users: [bob] };
    const timeline = fromSnapshot([message(3, { reactions: [many] })], false);
    const carl = { ...bob, id: 'u3', username: 'carl' };
    expect(reactions(react(timeline, carl, true))).toMatchObject([{ count: 31, viewerReacted: true }]);
    expect(reactions(react(timeline, carl, false))).toMatchObject([{ count: 29 }]);
    expect(reactions(react(timeline, ann, true))).toMatchObject([{ count: 30 }]);
    expect(reactions(react(timeline, ann, false))).toMatchObject([{ count: 29, viewerReacted: false }]);
  });
});

describe('delivery', () => {
  it('rises for the message and the own ones before it, and never falls', () => {
    const start = fromSnapshot(
      [
        message(1, { delivery: 'SENT' }),
        message(2, { author: bob, delivery: 'SENT' }),
        message(3, { delivery: 'DELIVERED' }),
        message(4, { delivery: 'SENT' }),
      ],
      false,
    );
    const read = withDelivery(start, 'm3', 'READ');
    const of = (timeline: Timeline) => [0, 1, 2, 3].map((index) => messageAt(timeline, index).delivery);
    expect(of(read)).toEqual(['READ', 'SENT', 'READ', 'SENT']);
    expect(of(withDelivery(read, 'm4', 'DELIVERED'))).toEqual(['READ', 'SENT', 'READ', 'DELIVERED']);
  });
});

describe('edgeMessage', () => {
  it('finds the first and the last message among other items', () => {
    const timeline = withItem(fromSnapshot(messages(3, 4), false), notice('n1'));
    expect(edgeMessage(timeline, 'first')?.id).toBe('m3');
    expect(edgeMessage(timeline, 'last')?.id).toBe('m4');
    expect(edgeMessage(fromSnapshot([], false), 'last')).toBeNull();
  });
});
