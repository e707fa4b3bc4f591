import { type Timeline, type TimelineItem, type TimelineMessage, withChange } from './timeline.ts';

/** What an edit or a deletion changes of a message. */
export type Revision = Pick<TimelineMessage, 'text' | 'editedAt' | 'deletedAt'> & Partial<TimelineMessage>;

/** Shows another text of a message, also where an answer quotes it: what was deleted is to be read nowhere. */
export function withRevision(timeline: Timeline, id: string, revision: Revision): Timeline {
  return withQuote(
    withChange(timeline, id, () => revision),
    id,
    revision.text,
  );
}

/** An edit. It does not bring back a message that was deleted meanwhile. */
export function withEdit(
  timeline: Timeline,
  { id, text, editedAt, ...more }: Pick<TimelineMessage, 'id' | 'text' | 'editedAt'> & Partial<TimelineMessage>,
): Timeline {
  const edited = withChange(timeline, id, ({ deletedAt }) => (deletedAt === null ? { text, editedAt, ...more } : {}));
  return withQuote(edited, id, text, { revive: false });
}

/** A deletion. */
export function withDeletion(timeline: Timeline, id: string, deletedAt: string): Timeline {
  const deleted = withChange(timeline, id, () => ({ text: null, deletedAt, reactions: [] }));
  return withQuote(deleted, id, null);
}

/** Changes the quotes of a message, except those of a deleted one where `revive` is not set. */
function withQuote(timeline: Timeline, id: string, text: string | null, { revive = true } = {}): Timeline {
  let changed = false;
  const items = timeline.items.map((item): TimelineItem => {
    const quote = item.kind === 'message' ? item.message.replyTo : null;
    if (item.kind !== 'message' || quote?.id !== id || quote.text === text) return item;
    if (quote.text === null && !revive) return item;
    changed = true;
    return { ...item, message: { ...item.message, replyTo: { ...quote, text } } };
  });
  return changed ? { ...timeline, items } : timeline;
}
