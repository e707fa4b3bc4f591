import type { Notice, TimelineItem, TimelineMessage, Whisper } from './timeline.ts';

/** One line of the log. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | {
      kind: 'message';
      key: string;
      message: TimelineMessage;
      /** It goes on where the same author left off, so it stands without their name. */
      grouped: boolean;
      /** Whether it got there is told below it. */
      showsDelivery: boolean;
    }
  | { kind: 'notices'; key: string; notices: readonly Notice[] }
  | { kind: 'whisper'; key: string; whisper: Whisper };

export interface RowOptions {
  viewerId: string;
  /** The last message the viewer had read when they came; null where there was nothing unread. */
  unreadAfter: number | null;
  /** Nothing was written before the first item. */
  fromStart: boolean;
}

/** Messages of one author that follow within this time stand together, in milliseconds. */
const GROUP_MS = 5 * 60_000;

/**
 * The rows of a log: a divider before each day and before what is unread, the messages of an author in groups, notices that follow one
 * another in one row. A group is broken by another author, a day, an answer, the unread line, or a pause.
 */
export function toRows(items: readonly TimelineItem[], { viewerId, unreadAfter, fromStart }: RowOptions): Row[] {
  const rows: Row[] = [];
  const withDelivery = shownDeliveries(items, viewerId);
  let before: string | null = null;
  let unreadShown = unreadAfter === null;
  let readSeen = fromStart;

  for (const item of items) {
    const at = timeOf(item);
    if (before === null || !isSameDay(before, at)) rows.push({ kind: 'day', key: `day ${item.key}`, at });
    before = at;

    if (!unreadShown && item.kind === 'message') {
      const read = item.message.seq <= (unreadAfter ?? 0);
      if (read) readSeen = true;
      else if (readSeen && isNews(item.message, viewerId)) {
        rows.push({ kind: 'unread', key: 'unread' });
        unreadShown = true;
      }
    }
    push(rows, item, withDelivery);
  }
  return rows;
}

function push(rows: Row[], item: TimelineItem, withDelivery: ReadonlySet<string>): void {
  const last = rows.at(-1);
  if (item.kind === 'message') {
    const { key, message } = item;
    const grouped = last?.kind === 'message' && continues(last.message, message);
    rows.push({ kind: 'message', key, message, grouped, showsDelivery: withDelivery.has(key) });
  } else if (item.kind === 'whisper') {
    rows.push({ kind: 'whisper', key: item.key, whisper: item });
  } else if (last?.kind === 'notices') {
    rows[rows.length - 1] = { ...last, notices: [...last.notices, item] };
  } else {
    rows.push({ kind: 'notices', key: item.key, notices: [item] });
  }
}

/** What the server counts as unread, once it lies behind the marker: somebody else wrote it, and it is still there. */
function isNews({ author, text }: TimelineMessage, viewerId: string): boolean {
  return author.id !== viewerId && text !== null;
}

function continues(before: TimelineMessage, message: TimelineMessage): boolean {
  if (before.author.id !== message.author.id || message.replyTo) return false;
  return Date.parse(message.sentAt) - Date.parse(before.sentAt) < GROUP_MS;
}

/** The newest of the viewer's messages that were read, that were delivered, that were sent: the ones before them were so too. */
function shownDeliveries(items: readonly TimelineItem[], viewerId: string): ReadonlySet<string> {
  const shown = new Set<string>();
  let status: string | null = null;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind !== 'message' || item.message.author.id !== viewerId || item.message.text === null) continue;
    if (!item.message.delivery || item.message.delivery === status) continue;
    status = item.message.delivery;
    shown.add(item.key);
  }
  return shown;
}

function timeOf(item: TimelineItem): string {
  return item.kind === 'message' ? item.message.sentAt : item.at;
}

const TO_THE_MINUTE = '2026-01-01T00:00'.length;

/** Whether two times lie on one day of the user's time zone. Within a minute they do; only where they don't the calendar is asked. */
function isSameDay(one: string, other: string): boolean {
  if (one.slice(0, TO_THE_MINUTE) === other.slice(0, TO_THE_MINUTE)) return true;
  return new Date(one).toDateString() === new Date(other).toDateString();
}
