import { ann, bob, message as messageAt } from '../state/testing/scene.ts';
import { fromPage, type IncomingMessage, type Notice, type TimelineItem } from '../state/timeline.ts';
import { summarise } from './notices.ts';
import { toRows } from './rows.ts';

const message = (seq: number, more: Partial<IncomingMessage> = {}) =>
  messageAt(seq, { sentAt: new Date(2026, 0, 1, 12, 0, seq).toISOString(), ...more });
const notice = (key: string, more: Partial<Notice> = {}): Notice => ({
  kind: 'notice',
  key,
  at: new Date(2026, 0, 1, 12).toISOString(),
  notice: 'joined',
  user: bob,
  by: null,
  ...more,
});
const items = (...messages: IncomingMessage[]) => fromPage({ messages, hasOlder: false, hasNewer: false }).items;

/** Rows in short: `day`, `unread`, `m1`, and `+m2` for a message that goes on with a group. */
function rows(of: readonly TimelineItem[], firstUnread: number | null = null): string[] {
  return toRows(of, { viewerId: 'u9', firstUnread }).map((row) => {
    if (row.kind === 'message') return row.grouped ? `+${row.key}` : row.key;
    return row.kind === 'notices' ? row.notices.map(({ key }) => key).join('&') : row.kind;
  });
}

describe('groups', () => {
  it('are of one author', () => {
    expect(rows(items(message(1), message(2), message(3, { author: bob })))).toEqual(['day', 'm1', '+m2', 'm3']);
  });

  it('end with a pause of some minutes', () => {
    const later = message(2, { sentAt: new Date(2026, 0, 1, 12, 5, 1).toISOString() });
    expect(rows(items(message(1), later))).toEqual(['day', 'm1', 'm2']);
  });

  it('are broken by an answer, a notice and the unread line', () => {
    const answer = message(2, { replyTo: { id: 'm1', seq: 1, author: ann, text: 'text 1' } });
    expect(rows(items(message(1), answer, message(3)))).toEqual(['day', 'm1', 'm2', '+m3']);
    const [first, second] = items(message(1), message(2)) as [TimelineItem, TimelineItem];
    expect(rows([first, notice('n1'), second])).toEqual(['day', 'm1', 'n1', 'm2']);
    expect(rows([first, second], 2)).toEqual(['day', 'm1', 'unread', 'm2']);
  });
});

describe('days', () => {
  it('begin at midnight of the user, also within a minute', () => {
    const late = message(1, { sentAt: new Date(2026, 0, 1, 23, 59, 50).toISOString() });
    const early = message(2, { sentAt: new Date(2026, 0, 2, 0, 0, 10).toISOString() });
    expect(rows(items(late, early))).toEqual(['day', 'm1', 'day', 'm2']);
  });

  it('are as long as the hours between', () => {
    const at = (hour: number) => ({ sentAt: new Date(2026, 0, 1, hour).toISOString() });
    expect(rows(items(message(1, at(0)), message(2, at(11)), message(3, at(23))))).toEqual(['day', 'm1', 'm2', 'm3']);
  });
});

describe('the unread line', () => {
  it('stands before the first unread message', () => {
    const own = message(2, { author: { ...ann, id: 'u9' } });
    expect(rows(items(message(1), own, message(3)), 3)).toEqual(['day', 'm1', 'm2', 'unread', 'm3']);
    expect(rows(items(message(1)), 1)).toEqual(['day', 'unread', 'm1']);
  });

  it('moves on to the next one of somebody else, or is gone, when that is deleted while it is shown', () => {
    const deleted = message(2, { text: null });
    const own = message(3, { author: { ...ann, id: 'u9' } });
    expect(rows(items(message(1), deleted, own, message(4)), 2)).toEqual(['day', 'm1', '+m2', 'm3', 'unread', 'm4']);
    expect(rows(items(message(1), deleted, own), 2)).toEqual(['day', 'm1', '+m2', 'm3']);
  });

  it('waits for the page that holds its place', () => {
    const held = items(message(5), message(6));
    expect(rows(held, 4)).toEqual(['day', 'm5', '+m6']);
    expect(rows(held, 7)).toEqual(['day', 'm5', '+m6']);
  });
});

describe('notices', () => {
  it('that follow one another share a row, within a day', () => {
    const next = notice('n3', { at: new Date(2026, 0, 2, 12).toISOString() });
    expect(rows([notice('n1'), notice('n2'), next])).toEqual(['day', 'n1&n2', 'day', 'n3']);
  });

  it('are summed up by what happened, each person once', () => {
    const left = { notice: 'left' } as const;
    expect(summarise([notice('n1'), notice('n2', left), notice('n3'), notice('n4', { user: ann })])).toEqual([
      { notice: 'joined', users: [bob, ann] },
      { notice: 'left', users: [bob] },
    ]);
  });
});

describe('delivery', () => {
  it('is told below the newest own message of each status', () => {
    const own = { author: { ...ann, id: 'u9' } };
    const held = items(
      message(1, { ...own, delivery: 'READ' }),
      message(2, { ...own, delivery: 'READ' }),
      message(3, { delivery: 'READ' }),
      message(4, { ...own, delivery: 'SENT' }),
      message(5, { ...own, delivery: 'SENT' }),
    );
    const shown = toRows(held, { viewerId: 'u9', firstUnread: null }).flatMap((row) =>
      row.kind === 'message' && row.showsDelivery ? row.key : [],
    );
    expect(shown).toEqual(['m2', 'm5']);
  });
});
