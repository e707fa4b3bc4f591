import type { OutboxItem } from '../outbox/outbox.ts';
import type { Timeline, TimelineMessage } from './timeline.ts';

/** How far back a message may lie that was confirmed a moment ago. */
const RECENT_ITEMS = 100;

/** What is on its way and not in the timeline yet: the server confirms there a moment before the outbox hears of it. */
export function unconfirmed(
  pending: readonly OutboxItem[],
  timeline: Timeline,
  viewerId: string,
): readonly OutboxItem[] {
  if (pending.length === 0) return pending;
  const confirmed = new Set<string | null>();
  for (const item of timeline.items.slice(-RECENT_ITEMS)) {
    if (item.kind === 'message' && item.message.author.id === viewerId) confirmed.add(item.message.idempotencyKey);
    if (item.kind === 'whisper') confirmed.add(item.key.replace('whisper ', ''));
  }
  return pending.filter(({ key }) => !confirmed.has(key));
}

/** The newest of the viewer's messages that can still be edited. */
export function lastEditable(timeline: Timeline, viewerId: string): TimelineMessage | null {
  const found = timeline.items.findLast(
    (item) => item.kind === 'message' && item.message.author.id === viewerId && item.message.text !== null,
  );
  return found?.kind === 'message' ? found.message : null;
}
