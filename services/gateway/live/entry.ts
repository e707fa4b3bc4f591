import type { LiveEvent } from '@confab/proto/live/v1/live_pb';

/** Rough size of an event without its text. */
const WEIGHT = 300;

/** One event as a feed hands it on. Shared by everybody who gets it. */
export interface Entry {
  /** 1, 2, 3 … in this run of the feed, ephemeral events included. */
  readonly index: number;
  /** Which of the feed's streams, and its number there; -1 and 0 for an ephemeral event. */
  readonly stream: number;
  readonly seq: number;
  /** The feed's position behind it. */
  readonly positions: readonly number[];
  /** What GraphQL is executed on; undefined for what clients are not shown. */
  readonly value: object | undefined;
  /** Id of the message that this event changes: what was shown of it before is out of date. */
  readonly outdates?: string | undefined;
  /** Is the arrival of this event at a device to be reported? */
  readonly receipt: boolean;
  /** Rough size in bytes. */
  readonly weight: number;
  /** Only for this user; undefined: for every subscriber. */
  readonly audience: string | undefined;
}

/**
 * The entry for a reader who is further in some stream than the feed was behind that entry: the snapshot was read later. Its cursor does not take that reader
 * back.
 */
export function notBefore(
  entry: Entry,
  { positions, feed }: { positions: readonly number[]; feed: { cursorAt(positions: readonly number[]): string } },
): Entry {
  if (positions.every((at, stream) => at <= (entry.positions[stream] ?? 0))) return entry;
  const furthest = positions.map((at, stream) => Math.max(at, entry.positions[stream] ?? 0));
  return { ...entry, positions: furthest, value: entry.value && withCursor(entry.value, feed.cursorAt(furthest)) };
}

function withCursor(value: object, cursor: string): object {
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value, { cursor });
}

/** The entry of a stored event. */
export function storedEntry(
  event: LiveEvent,
  at: Pick<Entry, 'index' | 'stream' | 'positions' | 'value' | 'receipt'>,
): Entry {
  const { index, stream, positions, value, receipt } = at;
  const weight = WEIGHT + textLength(value);
  const { seq } = event;
  return {
    index,
    stream,
    seq,
    positions,
    value,
    receipt,
    weight,
    audience: undefined,
    outdates: changedMessage(event),
  };
}

/** That of one that no log holds. */
export function ephemeralEntry({
  index,
  positions,
  value,
  audience,
}: Pick<Entry, 'index' | 'positions' | 'value' | 'audience'>): Entry {
  return { index, stream: -1, seq: 0, positions, value, receipt: false, weight: WEIGHT, audience, outdates: undefined };
}

function changedMessage({ event }: LiveEvent): string | undefined {
  switch (event.case) {
    case 'messageEdited':
    case 'messageDeleted':
    case 'directMessageEdited':
    case 'directMessageDeleted':
      return event.value.message?.id;
    default:
      return undefined;
  }
}

function textLength(value: object | undefined): number {
  const { message } = (value ?? {}) as { message?: { text?: string } };
  return (message?.text?.length ?? 0) * 2;
}
