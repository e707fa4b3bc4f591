import type { OutboxItem } from './outbox-item.ts';
import { unsentPlaces } from './unsent.ts';

const item = (room: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  key: 'k',
  place: { kind: 'room', name: room },
  text: 'hello',
  replyTo: null,
  queuedAt: '2026-01-01T00:00:00.000Z',
  status: 'pending',
  error: null,
  ...more,
});
const marks = (items: readonly OutboxItem[]) =>
  [...unsentPlaces(items)].map(([id, { count, failed }]) => [id, count, failed]);

describe('unsent messages', () => {
  it('are not marked before an attempt failed', () => {
    expect(marks([item('tea'), item('tea')])).toEqual([]);
  });

  it('are counted with those that wait behind them, by place in any spelling', () => {
    const items = [item('tea', { error: 'NETWORK' }), item('Tea'), item('juice')];
    expect(marks(items)).toEqual([['room tea', 2, false]]);
  });

  it('wait for the user where one was refused, whatever else is on its way there', () => {
    const items = [item('tea', { error: 'FORBIDDEN', status: 'failed' }), item('tea')];
    expect(marks(items)).toEqual([['room tea', 1, true]]);
    expect(marks(items.toReversed())).toEqual([['room tea', 1, true]]);
  });
});
