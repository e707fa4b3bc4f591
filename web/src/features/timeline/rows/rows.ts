import type { Notice, TimelineItem, TimelineMessage, Whisper } from '../state/timeline.ts';

/** One line of the log. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | {
      kind: 'message';
      key: string;
      message: TimelineMessage;
      /** It was posted while the log was open. */
      news: boolean;
      /** It goes on where the same author left off, so it stands without their name. */
      grouped: boolean;
      /** Whether it got there is told below it. */
      showsDelivery: boolean;
    }
  | { kind: 'notices'; key: string; notices: readonly Notice[] }
  | { kind: 'whisper'; key: string; whisper: Whisper };

export interface RowOptions {
  viewerId: string;
  /** Where the messages begin that the viewer had not read when they came, by `seq`; null where there were none. */
  firstUnread: number | null;
  /** The rows as they were: a list of notices that is as it was stays the same object, so that nothing is drawn again. */
  before?: readonly Row[] | undefined;
}

/** Messages of one author that follow within this time stand together, in milliseconds. */
export const GROUP_MS = 5 * 60_000;

/**
 * The rows of a log: a divider before each day and before what is unread, the messages of an author in groups, notices that follow one
 * another in one row. A group is broken by another author, a day, an answer, the unread line, or a pause.
 */
export function toRows(
  items: readonly TimelineItem[],
  { viewerId, firstUnread, before: held = [] }: RowOptions,
): Row[] {
  const rows: Row[] = [];
  const withDelivery = shownDeliveries(items, viewerId);
  let before: string | null = null;
  let unreadFrom = holds(items, firstUnread) ? firstUnread : null;

  for (const item of items) {
    const at = timeOf(item);
    if (before === null || !isSameDay(before, at)) rows.push({ kind: 'day', key: `day ${item.key}`, at });
    before = at;

    if (unreadFrom !== null && item.kind === 'message' && isUnread(item.message, { from: unreadFrom, viewerId })) {
      rows.push({ kind: 'unread', key: 'unread' });
      unreadFrom = null;
    }
    push(rows, item, withDelivery);
  }
  return withHeldNotices(rows, held);
}

function withHeldNotices(rows: Row[], held: readonly Row[]): Row[] {
  const known = new Map(held.flatMap((row) => (row.kind === 'notices' ? [[row.key, row] as const] : [])));
  if (known.size === 0) return rows;
  return rows.map((row) => {
    const old = row.kind === 'notices' ? known.get(row.key) : undefined;
    if (row.kind !== 'notices' || old?.notices.length !== row.notices.length) return row;
    return old.notices.every((notice, at) => notice === row.notices[at]) ? old : row;
  });
}

function push(rows: Row[], item: TimelineItem, withDelivery: ReadonlySet<string>): void {
  const last = rows.at(-1);
  if (item.kind === 'message') {
    const { key, message, news } = item;
    const grouped = last?.kind === 'message' && continues(last.message, message);
    rows.push({ kind: 'message', key, message, news, grouped, showsDelivery: withDelivery.has(key) });
  } else if (item.kind === 'whisper') {
    rows.push({ kind: 'whisper', key: item.key, whisper: item });
  } else if (last?.kind === 'notices') {
    rows[rows.length - 1] = { ...last, notices: [...last.notices, item] };
  } else {
    rows.push({ kind: 'notices', key: item.key, notices: [item] });
  }
}

/** Whether the place of a message lies in the window: before it there may be others for which the line would have to wait. */
function holds(items: readonly TimelineItem[], seq: number | null): boolean {
  const first = items.find((item) => item.kind === 'message')?.message;
  return seq !== null && first !== undefined && first.seq <= seq;
}

/** As the server counts it: somebody else wrote it, and it is still there. */
function isUnread({ seq, author, text }: TimelineMessage, { from, viewerId }: { from: number; viewerId: string }) {
  return seq >= from && author.id !== viewerId && text !== null;
}

function continues(before: TimelineMessage, message: TimelineMessage): boolean {
  if (before.author.id !== message.author.id || message.replyTo) return false;
  return Date.parse(message.sentAt) - Date.parse(before.sentAt) < GROUP_MS;
}

/** The newest of the viewer's messages that were read, that were delivered, that were sent: the ones before them were so too, or say otherwise. */
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
