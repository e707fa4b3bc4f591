import type { OutboxItem } from '../../outbox/outbox.ts';
import { toRows } from '../../timeline/rows/rows.ts';
import { bob, message as messageAt } from '../../timeline/state/testing/scene.ts';
import { fromPage, type IncomingMessage } from '../../timeline/state/timeline.ts';
import { toPendingRows } from './pending-rows.ts';

const message = (seq: number, more: Partial<IncomingMessage> = {}) =>
  messageAt(seq, { sentAt: new Date(2026, 0, 1, 12, 0, seq).toISOString(), ...more });
const items = (...messages: IncomingMessage[]) => fromPage({ messages, hasOlder: false, hasNewer: false }).items;

describe('what is on its way', () => {
  const item = (key: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
    key,
    place: { kind: 'room', name: 'tea' },
    text: key,
    replyTo: null,
    queuedAt: new Date(2026, 0, 1, 12, 1).toISOString(),
    status: 'pending',
    error: null,
    ...more,
  });
  const heads = (messages: IncomingMessage[], ...pending: OutboxItem[]) => {
    const last = toRows(items(...messages), { viewerId: 'u1', firstUnread: null }).at(-1);
    return toPendingRows(pending, { last, viewerId: 'u1' }).map(({ grouped }) => !grouped);
  };

  it('has its author’s head, unless it goes on where they left off', () => {
    expect(heads([message(1, { author: bob })], item('a'), item('b'))).toEqual([true, false]);
    expect(heads([message(1)], item('a'))).toEqual([false]);
    expect(heads([], item('a'))).toEqual([true]);
  });

  it('begins anew after a pause, with an answer, and around a private message', () => {
    const late = new Date(2026, 0, 1, 13).toISOString();
    expect(heads([message(1)], item('a', { queuedAt: late }))).toEqual([true]);
    expect(heads([message(1)], item('a', { answered: { id: 'm1', author: 'Bob', text: 'x' } }))).toEqual([true]);
    const writtenIn = { kind: 'room', name: 'tea' } as const;
    expect(heads([message(1)], item('a', { writtenIn }), item('b'))).toEqual([true, true]);
  });
});
