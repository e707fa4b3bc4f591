import { time } from '../../../shared/browser/time.ts';
import { messageOf, type Timeline, type TimelineItem, type TimelineMessage, withChange } from './timeline.ts';

/** A message as the server has it after an edit or a deletion. */
export type Revised = Pick<TimelineMessage, 'id' | 'text'> & Partial<TimelineMessage>;

/** What the server made of an edit or a deletion of the viewer's. */
export function withRevised(timeline: Timeline, { id, text, ...more }: Revised): Timeline {
  const now = new Date(time.now()).toISOString();
  if (text === null) return withDeletion(timeline, id, more.deletedAt ?? now);
  return withEdit(timeline, { ...more, id, text, editedAt: more.editedAt ?? now });
}

type Edited = Pick<TimelineMessage, 'id' | 'text' | 'editedAt'> & Partial<TimelineMessage>;

/**
 * An edit that the server has stored. It brings back neither a message that was deleted meanwhile nor what a later edit has changed: the answer to an
 * edit may come after the event of the next one, from another device.
 */
export function withEdit(timeline: Timeline, edit: Edited): Timeline {
  const held = messageOf(timeline, edit.id);
  return held && isOlder(edit, held) ? timeline : withEditOnItsWay(timeline, edit);
}

/** Times of the server have one form. */
function isOlder({ editedAt }: Pick<Edited, 'editedAt'>, held: TimelineMessage): boolean {
  return held.editedAt !== null && (editedAt === null || editedAt < held.editedAt);
}

/** An edit that the server has not answered yet, whatever the clock here says. It does not bring back a message that was deleted meanwhile. */
export function withEditOnItsWay(timeline: Timeline, { id, text, editedAt, ...more }: Edited): Timeline {
  const edited = withChange(timeline, id, ({ deletedAt }) => (deletedAt === null ? { text, editedAt, ...more } : {}));
  return withQuote(edited, id, text);
}

/** A deletion. */
export function withDeletion(
  timeline: Timeline,
  id: string,
  deletedAt: string,
  more: Pick<TimelineMessage, 'unsaved'> = {},
): Timeline {
  const deleted = withChange(timeline, id, () => ({ text: null, deletedAt, reactions: [], ...more }));
  return withQuote(deleted, id, null);
}

/** Changes the quotes of a message, except those of a deleted one. */
function withQuote(timeline: Timeline, id: string, text: string | null): Timeline {
  let changed = false;
  const items = timeline.items.map((item): TimelineItem => {
    const quote = item.kind === 'message' ? item.message.replyTo : null;
    if (item.kind !== 'message' || quote?.id !== id || quote.text === text || quote.text === null) return item;
    changed = true;
    return { ...item, message: { ...item.message, replyTo: { ...quote, text } } };
  });
  return changed ? { ...timeline, items } : timeline;
}
