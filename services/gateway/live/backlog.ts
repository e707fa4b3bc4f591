import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { SharedRuns } from '@confab/runtime/kernel/turns/shared-runs';
import type { CallOptions } from '@connectrpc/connect';
import type { FeedSource, LogPage } from './feed-source.ts';
import { FrameBatch } from './frame.ts';
import type { GroupKind } from './rendering.ts';
import { type Subscriber, viewerOf } from './subscriber.ts';

/** The feed that a backlog is of. */
export interface BacklogFeed {
  readonly source: FeedSource | undefined;
  readonly positions: readonly number[];
  readonly epochs: readonly string[];
  cursorAt(positions: readonly number[]): string;
  read(stream: number, range: { after: number; limit: number }, call: CallOptions): Promise<LogPage>;
}

/** Who asks what comes next: it is read and executed with their rights. */
export interface BacklogReader {
  kind: GroupKind;
  subscriber: Subscriber;
  /** Where they stand. */
  positions: readonly number[];
}

/** Events of the log that go to a socket in one write. */
export interface Stretch {
  readonly frames: FrameBatch;
  /** The feed's position behind them. */
  readonly positions: readonly number[];
  /** Number of the last one whose arrival is to be reported. */
  readonly receiptSeq: number | undefined;
}

export type BacklogPage =
  | { kind: 'stretches'; stretches: readonly Stretch[] }
  /** It could not be executed, which was reported, or the reader may not spend more on it now: another try may do. */
  | { kind: 'failed' }
  /** It is not the log that the feed followed. */
  | { kind: 'foreign' };

/**
 * Events of one stream. Pages end at its multiples, so that those who began in different places soon ask for the same. A page is read and
 * executed in one go, in which nobody else is served: some 2 ms. With larger ones more of what a page is made of survives the collections of young
 * garbage in between, which costs more than the reads that it saves: at 500, a quarter of the processor time.
 */
const PAGE = 100;
/** Far below what makes a socket congested: who does not read is noticed after a write or two. */
const STRETCH_BYTES = 128 * 1024;

/**
 * What the subscribers of a feed have missed and the feed remembers no more, page by page. A page is
 * read once for all who ask at the same time, and executed once for those to whom it looks the same:
 * after a restart everybody in a room comes back with the same cursor. Nothing is kept longer,
 * because history shows messages as they stand now.
 */
export class Backlog {
  readonly #feed: BacklogFeed;
  readonly #onError: (error: unknown) => void;
  readonly #readings = new SharedRuns<readonly Missed[] | 'foreign'>();
  readonly #executions = new SharedRuns<readonly Stretch[] | undefined>();

  constructor(feed: BacklogFeed, onError: (error: unknown) => void) {
    this.#feed = feed;
    this.#onError = onError;
  }

  /** The page behind the reader's position. Rejects where the log cannot be read. */
  async next(reader: BacklogReader): Promise<BacklogPage> {
    const { kind, subscriber } = reader;
    const at = reader.positions.join();
    const missed = await this.#readings.run(at, () => this.#read(reader));
    if (missed === 'foreign') return { kind: 'foreign' };
    const isShared = missed.every(({ value }) => value === undefined || kind.shares(value));
    const key = `${at} ${isShared ? '' : viewerOf(subscriber)} ${kind.key}`;
    try {
      const stretches = await this.#executions.run(key, () => this.#execute(missed, reader));
      return stretches ? { kind: 'stretches', stretches } : { kind: 'failed' };
    } catch (error) {
      this.#onError(error);
      return { kind: 'failed' };
    }
  }

  async #read({ positions, subscriber: { call } }: BacklogReader): Promise<readonly Missed[] | 'foreign'> {
    const feed = this.#feed;
    const pages = await Promise.all(
      positions.map((after, stream) =>
        after < (feed.positions[stream] ?? 0)
          ? feed.read(stream, { after, limit: PAGE - (after % PAGE) }, call)
          : undefined,
      ),
    );
    if (pages.some((page, stream) => page && page.epoch !== feed.epochs[stream])) return 'foreign';
    const missed = this.#show(mergePages(pages, feed.positions), positions);
    return missed.length === 0 ? 'foreign' : missed;
  }

  /** Undefined where it is not paid. */
  async #execute(
    missed: readonly Missed[],
    { kind, subscriber }: BacklogReader,
  ): Promise<readonly Stretch[] | undefined> {
    const shown = missed.filter(({ value }) => value !== undefined);
    const values = shown.map(({ value }) => value as object);
    const { userId } = subscriber.credentials.identity;
    const cost = kind.costOf(values);
    if (!kind.budgets.spend(userId, cost)) return undefined;
    const payloads = await kind.budgets.run(userId, cost, () => kind.render(values, subscriber));
    return toStretches(missed, new Map(shown.map((event, at) => [event, payloads[at]])));
  }

  #show(logged: ReturnType<typeof mergePages>, from: readonly number[]): Missed[] {
    const { source } = this.#feed;
    let positions = from;
    return logged.map(({ stream, event }) => {
      positions = positions.with(stream, event.seq);
      const value = source?.show(event, this.#feed.cursorAt(positions));
      return { positions, value, receiptSeq: source?.receipts?.wants(event) ? event.seq : undefined };
    });
  }
}

interface Missed {
  positions: readonly number[];
  value: object | undefined;
  receiptSeq: number | undefined;
}

function toStretches(missed: readonly Missed[], rendered: ReadonlyMap<Missed, Buffer | undefined>): Stretch[] {
  const stretches: Stretch[] = [];
  let payloads: Buffer[] = [];
  let bytes = 0;
  let receiptSeq: number | undefined;
  for (const [at, event] of missed.entries()) {
    const payload = rendered.get(event);
    if (payload) payloads.push(payload);
    bytes += payload?.length ?? 0;
    receiptSeq = event.receiptSeq ?? receiptSeq;
    if (bytes < STRETCH_BYTES && at < missed.length - 1) continue;
    stretches.push({ frames: new FrameBatch(payloads), positions: event.positions, receiptSeq });
    payloads = [];
    bytes = 0;
    receiptSeq = undefined;
  }
  return stretches;
}

/** An event in the log, with the stream of the feed it lies in. */
interface Logged {
  stream: number;
  event: LiveEvent;
}

/**
 * Merges pages of several streams into one order by time, each stream in its own order. Between
 * streams there is no order to keep; by time reads best. Events behind `until` come live: they are
 * left out.
 */
function mergePages(pages: readonly (LogPage | undefined)[], until: readonly number[]): Logged[] {
  const queues = pages.map((page, stream) =>
    (page?.events ?? []).filter((event) => event.seq <= (until[stream] ?? 0)).map((event) => ({ stream, event })),
  );
  const next = queues.map(() => 0);
  const merged: Logged[] = [];
  for (;;) {
    let earliest: Logged | undefined;
    for (const [stream, queue] of queues.entries()) {
      const candidate = queue[next[stream] ?? 0];
      if (candidate && (!earliest || candidate.event.atMs < earliest.event.atMs)) earliest = candidate;
    }
    if (!earliest) return merged;
    next[earliest.stream] = (next[earliest.stream] ?? 0) + 1;
    merged.push(earliest);
  }
}
