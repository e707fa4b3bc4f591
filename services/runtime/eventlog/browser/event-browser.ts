import { AppError, badInput } from '../../kernel/errors/app-error.ts';
import { turns } from '../../kernel/turns/turns.ts';
import type { AnyStreamKind } from '../decider/port.ts';
import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';
import { type HiddenFields, redact } from './redact.ts';

const LARGEST_PAGE = 100;
const FOLD_PAGE = 200;

export interface StreamSummary {
  name: string;
  /** Seq of the last event. */
  head: number;
}

/** An event for people to read: secrets are redacted, `data` is JSON. */
export interface ShownEvent {
  id: string;
  seq: number;
  type: string;
  schemaVersion: number;
  atMs: number;
  actor: string;
  commandId: string;
  correlationId: string;
  data: string;
}

/** Looks into a service's event log. Reads only; what it reads is on disk. Throws BAD_USER_INPUT naming `first` for pages beyond 100. */
export interface EventBrowser {
  /** Streams whose names begin with `prefix`, behind the name `after`, ascending in the order of code points. */
  list(page: { prefix: string; after: string; first: number }): Promise<{ streams: StreamSummary[]; hasMore: boolean }>;
  /** Undefined where there is no such stream. */
  find(name: string): Promise<StreamSummary | undefined>;
  /** Events with seq > after, ascending. */
  events(stream: string, page: { after: number; first: number }): Promise<ShownEvent[]>;
  /**
   * JSON of the state that the event of this seq led to, secrets redacted; folded from the first event, as snapshots hold the latest one only. Undefined
   * for streams whose state is never whole. Throws NOT_FOUND beyond the head. Folding gives way to work of others than the owner, a user's id.
   */
  stateAt(stream: string, seq: number, owner: string): Promise<string | undefined>;
}

export interface EventBrowserOptions {
  store: Pick<EventStore, 'listStreams' | 'head' | 'readStream'>;
  kinds: readonly AnyStreamKind[];
  /** Further fields that are not shown, by stream; absent: none. */
  hides?(stream: string): HiddenFields;
}

export function createEventBrowser({ store, kinds, hides = () => ({}) }: EventBrowserOptions): EventBrowser {
  const find = async (name: string): Promise<StreamSummary | undefined> => {
    const head = await store.head(name);
    return head > 0 ? { name, head } : undefined;
  };

  return {
    find,
    async list({ prefix, after, first }) {
      const limit = pageOf(first) + 1;
      // The store lists what comes after a name: the name that is the prefix itself is asked for apart.
      const isBefore = Buffer.compare(Buffer.from(after), Buffer.from(prefix)) < 0;
      const exact = isBefore && prefix !== '' && (await find(prefix)) ? [prefix] : [];
      const behind = await store.listStreams({ after: isBefore ? prefix : after, limit });
      const names = [...exact, ...behind.filter((name) => name.startsWith(prefix))].slice(0, limit);
      const found = await Promise.all(names.slice(0, first).map(find));
      return { streams: found.filter((stream) => stream !== undefined), hasMore: names.length > first };
    },
    async events(stream, { after, first }) {
      const events = await store.readStream(stream, { after, limit: pageOf(first) });
      return events.map((event) => shown(event, hides(stream)));
    },
    async stateAt(stream, seq, owner) {
      if (seq > (await store.head(stream))) throw new AppError('NOT_FOUND', 'The stream has no such event.');
      const kind = kinds.find(({ prefix }) => stream.startsWith(prefix));
      if (!kind || kind.partial) return undefined;
      const state: unknown = await fold(store, { kind, stream, seq, owner });
      return JSON.stringify(redact(kind.snapshot ? kind.snapshot.toJson(state) : plain(state), hides(stream)));
    },
  };
}

async function fold(
  store: EventBrowserOptions['store'],
  { kind, stream, seq: last, owner }: { kind: AnyStreamKind; stream: string; seq: number; owner: string },
): Promise<unknown> {
  let state = kind.initialState();
  for (let seq = 0; seq < last; ) {
    await turns.giveWay(owner);
    const events = await store.readStream(stream, { after: seq, limit: Math.min(FOLD_PAGE, last - seq) });
    if (events.length === 0) break;
    for (const event of events) state = kind.evolve(state, event, event);
    seq += events.length;
  }
  return state;
}

function shown({ version, data, position: _, stream: __, ...event }: StoredEvent, hidden: HiddenFields): ShownEvent {
  return { ...event, schemaVersion: version, data: JSON.stringify(redact(data, hidden)) };
}

/** For states that no snapshot is kept of: maps and sets as JSON has them. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]));
  if (value instanceof Set || Array.isArray(value)) return [...value].map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function pageOf(first: number): number {
  if (first > LARGEST_PAGE) throw badInput('first', `Ask for at most ${LARGEST_PAGE} at once.`);
  return first;
}
