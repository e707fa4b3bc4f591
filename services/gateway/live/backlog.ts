import { SharedRuns } from '@confab/runtime/kernel/turns/shared-runs';
import { mergePages } from './catch-up.ts';
import type { GroupKind } from './fanout.ts';
import type { Feed } from './feed.ts';
import { FrameBatch } from './frame.ts';
import { type Member, viewerOf } from './member.ts';
import type { Topic } from './topic.ts';

/** Who asks what comes next: it is read and executed with their rights. */
export interface BacklogReader {
  kind: GroupKind;
  member: Member;
  /** Where they stand. */
  positions: readonly number[];
  log: Pick<Topic, 'read'>;
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
 * What the subscribers of a feed have missed and it remembers no more, page by page. Read once for all who ask at the same time, and executed once for those who ask
 * alike, as far as it looks the same to them: after a restart everybody in a room comes back with the same cursor. Nothing is kept longer, because history shows
 * messages as they stand now.
 */
export class Backlog {
  readonly #feed: Feed;
  readonly #onError: (error: unknown) => void;
  readonly #readings = new SharedRuns<readonly Missed[] | 'foreign'>();
  readonly #executions = new SharedRuns<readonly Stretch[] | undefined>();

  constructor(feed: Feed, onError: (error: unknown) => void) {
    this.#feed = feed;
    this.#onError = onError;
  }

  /** The page behind the reader's position. Rejects where the log cannot be read. */
  async next(reader: BacklogReader): Promise<BacklogPage> {
    const { kind, member } = reader;
    const place = reader.positions.join();
    const missed = await this.#readings.run(place, () => this.#read(reader));
    if (missed === 'foreign') return { kind: 'foreign' };
    const isShared = missed.every(({ value }) => value === undefined || kind.shares(value));
    const key = `${place} ${isShared ? '' : viewerOf(member)} ${kind.key}`;
    try {
      const stretches = await this.#executions.run(key, () => this.#execute(missed, reader));
      return stretches ? { kind: 'stretches', stretches } : { kind: 'failed' };
    } catch (error) {
      this.#onError(error);
      return { kind: 'failed' };
    }
  }

  async #read({ positions, log }: BacklogReader): Promise<readonly Missed[] | 'foreign'> {
    const feed = this.#feed;
    const pages = await Promise.all(
      positions.map((after, stream) =>
        after < (feed.positions[stream] ?? 0) ? log.read(stream, { after, limit: PAGE - (after % PAGE) }) : undefined,
      ),
    );
    if (pages.some((page, stream) => page && page.epoch !== feed.epochs[stream])) return 'foreign';
    const missed = this.#show(mergePages(pages, feed.positions), positions);
    return missed.length === 0 ? 'foreign' : missed;
  }

  /** Undefined where it is not paid. */
  async #execute(missed: readonly Missed[], { kind, member }: BacklogReader): Promise<readonly Stretch[] | undefined> {
    const shown = missed.filter(({ value }) => value !== undefined);
    const values = shown.map(({ value }) => value as object);
    const { userId } = member.credentials.identity;
    const cost = kind.costOf(values);
    if (!kind.budgets.spend(userId, cost)) return undefined;
    const payloads = await kind.budgets.run(userId, cost, () => kind.render(values, member));
    return toStretches(missed, new Map(shown.map((event, at) => [event, payloads[at]])));
  }

  #show(logged: ReturnType<typeof mergePages>, from: readonly number[]): Missed[] {
    const { source } = this.#feed;
    let positions = from;
    return logged.map(({ stream, event }) => {
      positions = positions.with(stream, event.seq);
      const value = source.show(event, this.#feed.cursorAt(positions));
      return { positions, value, receiptSeq: source.wantsReceipt(event) ? event.seq : undefined };
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
