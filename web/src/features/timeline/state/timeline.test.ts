import { isOwnReaction } from './reactions.ts';
import { withDeletion, withEdit, withRevised } from './revisions.ts';
import { ann, bob, message } from './testing/scene.ts';
import {
  edgeMessage,
  emptyTimeline,
  fromPage,
  type IncomingMessage,
  type Notice,
  newestOf,
  type Timeline,
  withChange,
  withDelivery,
  withItem,
  withinWindow,
  withMessages,
  withNewer,
  withOlder,
  withReaction,
} from './timeline.ts';

const messages = (...seqs: number[]) => seqs.map((seq) => message(seq));
const page = (of: IncomingMessage[], hasOlder = false, hasNewer = false) => ({ messages: of, hasOlder, hasNewer });
const fromSnapshot = (of: IncomingMessage[], hasOlder: boolean) => fromPage(page(of, hasOlder));
const notice = (key: string): Notice => ({
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
    expect(messageAt(withOlder(timeline, page(messages(3), false)), 0).text).toBe('new');
  });
});

describe('older pages', () => {
  it('go before what is held, without the overlap', () => {
    const timeline = withOlder(fromSnapshot(messages(5, 6), true), page(messages(3, 4, 5, 6), false));
    expect(keys(timeline)).toEqual(['m3', 'm4', 'm5', 'm6']);
    expect(timeline.hasOlder).toBe(false);
  });

  it('do not bring what runs ahead of the live events', () => {
    expect(keys(withOlder(fromSnapshot(messages(5, 6), true), page(messages(4, 5, 6, 7), true)))).toEqual([
      'm4',
      'm5',
      'm6',
    ]);
  });

  it('go before the notices of an otherwise empty timeline', () => {
    const timeline = withItem(fromSnapshot([], true), notice('n1'));
    expect(keys(withOlder(timeline, page(messages(1, 2), false)))).toEqual(['m1', 'm2', 'n1']);
  });
});

describe('newer pages', () => {
  const detached = fromPage(page(messages(3, 4), true, true));

  it('go behind what is held, without the overlap', () => {
    const timeline = withNewer(detached, page(messages(4, 5), true, false));
    expect(keys(timeline)).toEqual(['m3', 'm4', 'm5']);
    expect(timeline.hasNewer).toBe(false);
  });

  it('are waited for where the end is not held: what is posted is only counted', () => {
    const timeline = withMessages(detached, messages(8, 9, 9));
    expect(keys(timeline)).toEqual(['m3', 'm4']);
    expect(timeline).toMatchObject({ latestSeq: 9, arrivals: 2 });
    expect(withItem(timeline, notice('n1'))).toBe(timeline);
  });
});

describe('the window', () => {
  const long = fromSnapshot(messages(1, 2, 3, 4, 5, 6, 7, 8), false);

  it('keeps the end for a reader who is there', () => {
    const timeline = withinWindow(long, null, 3);
    expect(keys(timeline)).toEqual(['m6', 'm7', 'm8']);
    expect(timeline).toMatchObject({ hasOlder: true, hasNewer: false });
  });

  it('keeps what is around the item that is read', () => {
    const timeline = withinWindow(long, 'm4', 4);
    expect(keys(timeline)).toEqual(['m2', 'm3', 'm4', 'm5']);
    expect(timeline).toMatchObject({ hasOlder: true, hasNewer: true });
  });

  it('drops from one end alone where the reader is near the other', () => {
    expect(withinWindow(long, 'm1', 4)).toMatchObject({ hasOlder: false, hasNewer: true });
    expect(withinWindow(long, 'm8', 4)).toMatchObject({ hasOlder: true, hasNewer: false });
    expect(withinWindow(long, 'm4', 8)).toBe(long);
  });

  it('does not take back a message from before it, which would leave a gap', () => {
    expect(keys(withMessages(withinWindow(long, null, 3), messages(2, 9)))).toEqual(['m6', 'm7', 'm8', 'm9']);
  });
});

describe('arrivals', () => {
  it('count what was posted since the snapshot, once', () => {
    const timeline = withMessages(fromSnapshot(messages(1, 2), false), messages(3, 4));
    expect(withMessages(timeline, messages(4, 3))).toBe(timeline);
    expect(timeline).toMatchObject({ arrivals: 2, latestSeq: 4 });
  });

  it('are still known after a jump', () => {
    const timeline = withMessages(fromSnapshot(messages(5, 6), true), messages(7));
    expect(fromPage(page(messages(1, 2), false, true), timeline)).toMatchObject({ arrivals: 1, latestSeq: 7 });
    expect(emptyTimeline).toMatchObject({ arrivals: 0, latestSeq: 0 });
  });
});

describe('changes', () => {
  it('of messages that are not held are left to the page that brings them', () => {
    const timeline = fromSnapshot(messages(3), true);
    expect(withChange(timeline, 'm1', () => ({ text: 'new' }))).toBe(timeline);
  });
});

describe('revisions', () => {
  const quoting = (text: string | null) =>
    message(5, { replyTo: { id: 'm3', seq: 3, author: ann, text }, text: 'an answer' });
  const start = fromSnapshot([message(3), quoting('text 3')], false);
  const quoted = (timeline: Timeline) => messageAt(timeline, -1).replyTo?.text;

  it('edit and delete, in the quotes too', () => {
    const edited = withEdit(start, { id: 'm3', text: 'new', editedAt: 'later' });
    expect(messageAt(edited, 0)).toMatchObject({ text: 'new', editedAt: 'later' });
    expect(quoted(edited)).toBe('new');
    const deleted = withDeletion(edited, 'm3', 'later');
    expect(messageAt(deleted, 0)).toMatchObject({ text: null, deletedAt: 'later', seq: 3 });
    expect(quoted(deleted)).toBeNull();
  });

  it('reach the quotes of messages that are not held', () => {
    const timeline = fromSnapshot([quoting('text 3')], true);
    expect(quoted(withEdit(timeline, { id: 'm3', text: 'new', editedAt: 'later' }))).toBe('new');
    expect(quoted(withDeletion(timeline, 'm3', 'later'))).toBeNull();
    expect(withDeletion(timeline, 'm4', 'later')).toBe(timeline);
  });

  it('of another device stay, where the answer to an earlier one comes after them, also one that has the first text again', () => {
    const edits = ['other', 'text 3'].map((text, at) => ({
      id: 'm3',
      text,
      editedAt: `2026-01-01T00:00:0${at + 1}.000Z`,
    }));
    const [first, second] = edits as [(typeof edits)[0], (typeof edits)[0]];
    const timeline = withRevised(withEdit(withEdit(start, first), second), first);
    expect([messageAt(timeline, 0), quoted(timeline)]).toMatchObject([second, 'text 3']);
  });

  it('do not bring back a deleted text, whatever the answer to an edit was', () => {
    const deleted = withDeletion(start, 'm3', 'later');
    const edited = withEdit(deleted, { id: 'm3', text: 'new', editedAt: 'later' });
    expect([messageAt(edited, 0).text, quoted(edited)]).toEqual([null, null]);
    const answered = withRevised(deleted, { id: 'm3', text: 'new', editedAt: 'later' });
    expect([messageAt(answered, 0).text, quoted(answered)]).toEqual([null, null]);
    const removed = withRevised(start, { id: 'm3', text: null, deletedAt: 'later' });
    expect([messageAt(removed, 0).deletedAt, quoted(removed)]).toEqual(['later', null]);
  });
});

describe('the newest messages', () => {
  it('are a page from which the same timeline begins', () => {
    const newest = newestOf(withItem(fromSnapshot(messages(1, 2), true), notice('n1')));
    expect(newest).toMatchObject({ hasOlder: true, hasNewer: false });
    expect(newest?.messages.map(({ id }) => id)).toEqual(['m1', 'm2']);
  });

  it('are the last fifty, with more before them', () => {
    const many = Array.from({ length: 60 }, (_, i) => i + 1);
    const newest = newestOf(fromSnapshot(messages(...many), false));
    expect([newest?.messages.length, newest?.messages[0]?.id, newest?.hasOlder]).toEqual([50, 'm11', true]);
  });

  it('are not those of a timeline that lies further back', () => {
    expect(newestOf(fromPage(page(messages(1), false, true)))).toBeNull();
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

  it('are one’s own in whichever form they were picked', () => {
    const picked = react(fromSnapshot(messages(3), false), ann, true, '👍\u{FE0F}');
    const echoed = react(picked, ann, true, '👍');
    expect(reactions(echoed)).toMatchObject([{ emoji: '👍', count: 1, viewerReacted: true }]);
    expect(isOwnReaction(reactions(echoed), '👍\u{FE0F}')).toBe(true);
    expect(isOwnReaction(reactions(react(echoed, ann, false, '👍\u{FE0F}')), '👍')).toBe(false);
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
  it('rises for one message, and never falls', () => {
    const start = fromSnapshot([message(1, { delivery: 'SENT' }), message(2, { delivery: 'DELIVERED' })], false);
    const read = withDelivery(start, 'm2', 'READ');
    const of = (timeline: Timeline) => [0, 1].map((index) => messageAt(timeline, index).delivery);
    expect(of(read)).toEqual(['SENT', 'READ']);
    expect(withDelivery(read, 'm2', 'DELIVERED')).toBe(read);
    expect(withDelivery(read, 'm9', 'READ')).toBe(read);
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
