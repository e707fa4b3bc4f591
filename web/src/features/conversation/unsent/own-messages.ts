import type { OutboxItem } from '../../outbox/outbox.ts';
import { withDeletion, withEditOnItsWay } from '../../timeline/state/revisions.ts';
import type { Timeline, TimelineMessage } from '../../timeline/state/timeline.ts';

/** How far back a message may lie that was confirmed a moment ago. */
const RECENT_ITEMS = 100;

/** What is on its way and to be shown below the timeline: the server confirms there a moment before the outbox hears of it, and a change shows there until it is refused. */
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
  return pending.filter(({ key, change, status }) => (change ? status === 'failed' : !confirmed.has(key)));
}

/** The timeline with the edits and deletions that are on their way. What the server refused of them is not shown in it. */
export function withChanges(timeline: Timeline, pending: readonly OutboxItem[]): Timeline {
  return pending.reduce((current, { change, status, text, queuedAt }) => {
    if (!change || status === 'failed') return current;
    if (change.kind === 'delete') return withDeletion(current, change.id, queuedAt, { unsaved: true });
    return withEditOnItsWay(current, { id: change.id, text, editedAt: queuedAt, unsaved: true });
  }, timeline);
}

/** What became of a message that was on its way under a key; null where it is not there, or not any more. */
export function sentAs(timeline: Timeline, key: string): TimelineMessage | null {
  const recent = timeline.items.slice(-RECENT_ITEMS);
  const found = recent.find((item) => item.kind === 'message' && item.message.idempotencyKey === key);
  return found?.kind === 'message' && found.message.text !== null ? found.message : null;
}

/** The newest of the viewer's messages that can still be edited. */
export function lastEditable(timeline: Timeline, viewerId: string): TimelineMessage | null {
  const found = timeline.items.findLast(
    (item) => item.kind === 'message' && item.message.author.id === viewerId && item.message.text !== null,
  );
  return found?.kind === 'message' ? found.message : null;
}
