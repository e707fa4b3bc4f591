import { mergePages } from './catch-up.ts';
import type { GroupKind } from './fanout.ts';
import type { Feed } from './feed.ts';
import { FrameBatch } from './frame.ts';
import type { Member } from './member.ts';
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
  /** It could not be executed, which was reported: another try may do. */
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
 * What the subscribers of a feed have missed and it remembers no more, page by page. Executed and serialised once for all who ask alike at the same time: after a
 * restart everybody in a room comes back with the same cursor. Nothing is kept longer, because history shows messages as they stand now.
 */
export class Backlog {
  readonly #feed: Feed;
  readonly #onError: (error: unknown) => void;
  readonly #underWay = new Map<string, Promise<BacklogPage>>();

  constructor(feed: Feed, onError: (error: unknown) => void) {
    this.#feed = feed;
    this.#onError = onError;
  }

  /** The page behind the reader's position. Rejects where the log cannot be read. */
  async next(reader: BacklogReader): Promise<BacklogPage> {
    const key = `${reader.positions.join()} ${reader.kind.key}`;
    for (let others = this.#underWay.get(key); others; others = this.#underWay.get(key)) {
      const page = await others.catch(() => undefined);
      if (page && page.kind !== 'failed') return page;
    }
    const page = this.#make(reader).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, page);
    return page;
  }

  async #make({ kind, member, positions, log }: BacklogReader): Promise<BacklogPage> {
    const feed = this.#feed;
    const pages = await Promise.all(
      positions.map((after, stream) =>
        after < (feed.positions[stream] ?? 0) ? log.read(stream, { after, limit: PAGE - (after % PAGE) }) : undefined,
      ),
    );
    if (pages.some((page, stream) => page && page.epoch !== feed.epochs[stream])) return { kind: 'foreign' };
    const missed = this.#show(mergePages(pages, feed.positions), positions);
    if (missed.length === 0) return { kind: 'foreign' };
    try {
      const shown = missed.filter(({ value }) => value !== undefined);
      const payloads = await kind.render(
        shown.map(({ value }) => value as object),
        member,
      );
      for (const [at, event] of shown.entries()) event.payload = payloads[at];
      return { kind: 'stretches', stretches: toStretches(missed) };
    } catch (error) {
      this.#onError(error);
      return { kind: 'failed' };
    }
  }

  #show(logged: ReturnType<typeof mergePages>, from: readonly number[]): Missed[] {
    const { source } = this.#feed;
    let positions = from;
    return logged.map(({ stream, event }) => {
      positions = positions.with(stream, event.seq);
      const value = source.show(event, this.#feed.cursorAt(positions));
      return { positions, value, receiptSeq: source.wantsReceipt(event) ? event.seq : undefined, payload: undefined };
    });
  }
}

interface Missed {
  positions: readonly number[];
  value: object | undefined;
  receiptSeq: number | undefined;
  payload: Buffer | undefined;
}

function toStretches(missed: readonly Missed[]): Stretch[] {
  const stretches: Stretch[] = [];
  let payloads: Buffer[] = [];
  let bytes = 0;
  let receiptSeq: number | undefined;
  for (const [at, event] of missed.entries()) {
    if (event.payload) payloads.push(event.payload);
    bytes += event.payload?.length ?? 0;
    receiptSeq = event.receiptSeq ?? receiptSeq;
    if (bytes < STRETCH_BYTES && at < missed.length - 1) continue;
    stretches.push({ frames: new FrameBatch(payloads), positions: event.positions, receiptSeq });
    payloads = [];
    bytes = 0;
    receiptSeq = undefined;
  }
  return stretches;
}
