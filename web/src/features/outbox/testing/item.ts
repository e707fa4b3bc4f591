import type { OutboxItem } from '../outbox-item.ts';

/** A message for the room "tea" that waits to be sent. */
export const item = (key: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  key,
  place: { kind: 'room', name: 'tea' },
  text: `text of ${key}`,
  replyTo: null,
  queuedAt: '2026-01-01T00:00:00.000Z',
  status: 'pending',
  error: null,
  ...more,
});
