import { AppError } from '@confab/runtime/errors/app-error';
import type { CallOptions } from '@connectrpc/connect';
import type { Credentials } from '../execution/context.ts';
import type { OpenRoom } from '../presence/presence-client.ts';
import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';
import { mergePages } from './catch-up.ts';
import type { Place } from './cursor.ts';
import { type Entry, notBefore } from './entry.ts';
import type { GroupKind } from './fanout.ts';
import type { Follower } from './feed.ts';
import type { Member } from './member.ts';
import type { Shown, Topic } from './topic.ts';
import type { Wire } from './wire.ts';

export interface LiveSubscriptionOptions {
  topic: Topic;
  /** The client's id of the operation. */
  id: string;
  wire: Wire;
  credentials: Credentials;
  call: CallOptions;
  kind: GroupKind;
  maxReplay: number;
  onEnd(): void;
}

type Stage = 'start' | 'snapshot' | 'catch-up' | 'live' | 'ended';
type Interrupt =
  | { kind: 'drain' }
  | { kind: 'wait'; ms: number }
  | { kind: 'recheck' }
  | { kind: 'restart'; reason: ResetReason };

const PAGE = 200;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/**
 * One subscription's life: a start from a snapshot or a cursor, the log up to where the feed stands, then live mode.
 *
 * As an iterator it yields what is this subscriber's alone, at the pace of its socket: openings, resets, the log, the end. In live mode `next()` stays
 * pending and the feed's fan-out writes to the socket. The step into live mode is taken inside `next()`, so everything yielded before has been written, and
 * it is synchronous with the look at the feed's position, so nothing falls between. By hand, because an async generator that waits could not be returned.
 */
export class LiveSubscription implements AsyncIterableIterator<object>, Follower, Member {
  readonly idBytes: Buffer;
  readonly wire: Wire;
  readonly credentials: Credentials;
  readonly userId: string;
  readonly call: CallOptions;
  readonly #options: LiveSubscriptionOptions;
  readonly #topic: Topic;
  readonly #queue: Shown[] = [];
  #stage: Stage = 'start';
  #interrupt: Interrupt | undefined;
  #positions: readonly number[] = [];
  /** Up to here the log is read, whatever the feed remembers. */
  #logUntil: readonly number[] = [];
  /** Ephemeral events of the feed up to this index are part of what was shown. */
  #index = 0;
  #last: Entry | undefined;
  /** Executions in a row that failed. */
  #failures = 0;
  #waiting: { resolve(result: IteratorResult<object>): void; reject(error: unknown): void } | undefined;
  #advancing = false;
  #openRoom: OpenRoom | undefined;

  constructor(options: LiveSubscriptionOptions) {
    this.#options = options;
    this.#topic = options.topic;
    this.idBytes = Buffer.from(JSON.stringify(options.id));
    this.wire = options.wire;
    this.credentials = options.credentials;
    this.userId = options.credentials.identity.userId;
    this.call = options.call;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<object>> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      void this.#advance();
    });
  }

  return(): Promise<IteratorResult<object>> {
    this.#queue.length = 0;
    this.#finish();
    this.#serve();
    return Promise.resolve({ done: true, value: undefined });
  }

  end(reason: CloseReason): void {
    if (this.#stage === 'ended') return;
    this.#queue.splice(0, this.#queue.length, ...this.#topic.closed(reason));
    this.#finish();
    this.#serve();
  }

  recheck(): void {
    this.#interruptWith({ kind: 'recheck' });
  }

  restart(reason: ResetReason): void {
    this.#queue.length = 0;
    this.#interruptWith({ kind: 'restart', reason });
  }

  fallBehind(): void {
    this.#interruptWith({ kind: 'drain' });
  }

  failed(): void {
    this.#failures += 1;
    this.#interruptWith({ kind: 'wait', ms: Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS) });
  }

  reached(entry: Entry): void {
    this.#failures = 0;
    this.#last = entry;
  }

  #interruptWith(interrupt: Interrupt): void {
    if (this.#stage === 'ended') return;
    if (this.#stage === 'live') {
      this.#topic.feed.fanout.leave(this.#options.kind, this);
      if (this.#last) {
        this.#positions = this.#last.positions;
        this.#index = this.#last.index;
      }
      this.#stage = 'catch-up';
    }
    if (this.#interrupt?.kind !== 'restart') this.#interrupt = interrupt;
    void this.#advance();
  }

  async #advance(): Promise<void> {
    if (this.#advancing) return;
    this.#advancing = true;
    try {
      while (this.#waiting && this.#queue.length === 0 && this.#stage !== 'live' && this.#stage !== 'ended') {
        await this.#step();
      }
    } catch (error) {
      this.#finish();
      this.#waiting?.reject(error);
      this.#waiting = undefined;
    } finally {
      this.#advancing = false;
    }
    this.#serve();
  }

  async #step(): Promise<void> {
    const interrupt = this.#interrupt;
    this.#interrupt = undefined;
    if (interrupt?.kind === 'drain') return this.wire.drained();
    if (interrupt?.kind === 'wait') return this.#wait(interrupt.ms);
    if (interrupt?.kind === 'recheck') return this.#check();
    if (interrupt?.kind === 'restart') return this.#startAfresh(interrupt.reason);
    if (this.#stage === 'start') return this.#start();
    if (this.#stage === 'snapshot') return this.#showSnapshot();
    return this.#catchUp();
  }

  /** Joins the followers before it asks for the right to read, so that a right lost in between is noticed by one or the other. */
  async #start(): Promise<void> {
    const { feed, after } = this.#topic;
    feed.followers.add(this);
    this.#openRoom = this.#topic.opened();
    await feed.open(this.call);
    await this.#check();
    await this.#openRoom?.told;
    if (!after) return this.#enter('snapshot');
    if (await this.#isVoid(after)) return this.#startAfresh('EPOCH_CHANGED');
    this.#positions = after.positions;
    if (this.#isTooFarBehind()) return this.#startAfresh('TOO_FAR_BEHIND');
    this.#index = feed.index;
    if (this.#topic.resumesFromLog) this.#logUntil = feed.positions;
    this.#show(this.#topic.resumed(this.#positions));
    this.#enter('catch-up');
  }

  /** Asks the log itself about a place that the feed has not reached: the feed may be late, or may have failed to read. Rejects where the log cannot be read. */
  async #isVoid({ epochs, positions }: Place): Promise<boolean> {
    const { feed } = this.#topic;
    if (epochs.some((epoch, stream) => epoch !== feed.epochs[stream])) return true;
    for (const [stream, after] of positions.entries()) {
      if (after <= (feed.positions[stream] ?? 0)) continue;
      const page = await this.#topic.read(stream, { after, limit: 1 });
      if (page.head < after || page.epoch !== epochs[stream]) return true;
    }
    return false;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms).unref());
  }

  async #check(): Promise<void> {
    const reason = await this.#topic.check();
    if (reason) this.end(reason);
  }

  #startAfresh(reason: ResetReason): void {
    this.#logUntil = [];
    this.#show(this.#topic.reset(reason));
    this.#enter('snapshot');
  }

  async #showSnapshot(): Promise<void> {
    this.#index = this.#topic.feed.index;
    const snapshot = await this.#topic.snapshot();
    if (this.#interrupt?.kind === 'restart') return;
    if (!snapshot) return this.#syncOrFail();
    this.#positions = snapshot.positions;
    this.#show(snapshot.shown);
    this.#enter('catch-up');
  }

  async #catchUp(): Promise<void> {
    const { feed } = this.#topic;
    if (this.#isTooFarBehind()) return this.#startAfresh('TOO_FAR_BEHIND');
    const tail = feed.tail(this.#positions, this.#index);
    if (tail.kind === 'ahead')
      return feed.catchUpWith(this.#positions, () => this.#interrupt !== undefined || this.#stage === 'ended');
    const mustReadLog = this.#logUntil.some((until, stream) => (this.#positions[stream] ?? 0) < until);
    if (tail.kind === 'behind' || mustReadLog) return this.#readLog();
    if (tail.missedEphemeral) return this.#showAgain();
    this.#last = undefined;
    this.#stage = 'live';
    const missed = tail.entries
      .filter(({ audience }) => audience === undefined || audience === this.userId)
      .map((entry) => notBefore(entry, { positions: this.#positions, feed }));
    feed.fanout.join(this.#options.kind, this, missed);
  }

  /** Who came and went meanwhile is nowhere to be read: the opening is shown again with the present state. */
  async #showAgain(): Promise<void> {
    if (this.#positions.length === 0) return this.#showSnapshot();
    this.#index = this.#topic.feed.index;
    this.#show(this.#topic.resumed(this.#positions));
  }

  async #readLog(): Promise<void> {
    const { feed } = this.#topic;
    const pages = await Promise.all(
      this.#positions.map((after, stream) =>
        after < (feed.positions[stream] ?? 0) ? this.#topic.read(stream, { after, limit: PAGE }) : undefined,
      ),
    );
    if (this.#interrupt) return;
    if (pages.some((page, stream) => page && page.epoch !== feed.epochs[stream])) return this.#syncOrFail();
    const logged = mergePages(pages, feed.positions);
    if (logged.length === 0) return this.#syncOrFail();
    for (const { stream, event } of logged) {
      const positions = [...this.#positions];
      positions[stream] = event.seq;
      this.#positions = positions;
      const value = feed.source.show(event, feed.cursorAt(positions));
      if (value) this.#show([{ value, receiptSeq: feed.source.wantsReceipt(event) ? event.seq : undefined }]);
    }
  }

  /** The log is not what the feed followed: the comparison makes everybody start afresh, or there is no going on. */
  async #syncOrFail(): Promise<void> {
    await this.#topic.feed.sync();
    if (!this.#interrupt) throw new AppError('UNAVAILABLE', 'The log cannot be read on. Try again.');
  }

  #isTooFarBehind(): boolean {
    const { positions } = this.#topic.feed;
    const missing = this.#positions.reduce((sum, at, stream) => sum + Math.max(0, (positions[stream] ?? 0) - at), 0);
    return missing > this.#options.maxReplay;
  }

  #enter(stage: Stage): void {
    if (this.#stage !== 'ended') this.#stage = stage;
  }

  #show(shown: readonly Shown[]): void {
    if (this.#stage !== 'ended') this.#queue.push(...shown);
  }

  /** Answers a pending `next()` if there is something to answer it with. */
  #serve(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const shown = this.#queue.shift();
    if (!shown && this.#stage !== 'ended') return;
    this.#waiting = undefined;
    if (shown?.receiptSeq !== undefined) this.#topic.delivered(shown.receiptSeq);
    waiting.resolve(shown ? { done: false, value: shown.value } : { done: true, value: undefined });
  }

  #finish(): void {
    if (this.#stage === 'ended') return;
    const { feed } = this.#topic;
    if (this.#stage === 'live') feed.fanout.leave(this.#options.kind, this);
    this.#stage = 'ended';
    feed.followers.delete(this);
    this.#openRoom?.leave();
    this.#options.onEnd();
  }
}
