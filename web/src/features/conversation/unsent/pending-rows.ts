import type { OutboxItem } from '../../outbox/outbox.ts';
import { GROUP_MS, type Row } from '../../timeline/rows/rows.ts';

/** A message on its way, below the others. */
export interface PendingRow {
  item: OutboxItem;
  /** It goes on where its author left off, so it stands without their name. */
  grouped: boolean;
}

/** The rows of what is on its way, grouped behind the last row as they will be once they are sent: nothing moves then. */
export function toPendingRows(
  items: readonly OutboxItem[],
  { last, viewerId }: { last: Row | undefined; viewerId: string },
): PendingRow[] {
  const follows = last?.kind === 'message' && last.message.author.id === viewerId;
  let before = follows ? last.message.sentAt : null;
  return items.map((item) => {
    const goesOn = !item.answered && !item.writtenIn && !item.change;
    const grouped = goesOn && before !== null && Date.parse(item.queuedAt) - Date.parse(before) < GROUP_MS;
    before = item.writtenIn || item.change ? null : item.queuedAt;
    return { item, grouped };
  });
}
