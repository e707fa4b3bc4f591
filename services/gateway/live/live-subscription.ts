import { time } from '@confab/runtime/kernel/clock/time';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { PullQueue } from '@confab/runtime/kernel/turns/pull-queue';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { CallOptions } from '@connectrpc/connect';
import type { Positions } from './cursor.ts';
import type { Entry } from './entry.ts';
import type { ResetReason } from './feed-source.ts';
import { operationIdBytes } from './frame.ts';
import { type Interrupt, Interrupts } from './interrupts.ts';
import { Progress } from './progress.ts';
import type { GroupKind } from './rendering.ts';
import type { Follower, Subscriber, Wire } from './subscriber.ts';
import type { Topic } from './topic.ts';

export interface LiveSubscriptionOptions {
  topic: Topic;
  stream: LiveStream;
  /** Where the client wants to go on. */
  after: Positions | undefined;
  kind: GroupKind;
  maxReplay: number;
}

/** A subscription as its socket knows it. */
export interface LiveStream {
  /** The client's id of the operation. */
  readonly id: string;
  readonly connection: { readonly wire: Wire; readonly credentials: Credentials };
  /** Called once when the subscription is over, however it ended. */
  onEnd(): void;
}

type Stage = 'start' | 'snapshot' | 'catch-up' | 'live' | 'ended';

/**
 * One subscription's life: a start from a snapshot or a cursor, the log up to where the feed stands, then live mode.
 *
 * As an iterator it yields what is for this subscriber alone: openings, resets, the end. Events that several subscribers share
 * are written straight to their sockets inside of `next()`: first the log, at the pace of the socket, then, while `next()` stays
 * pending, what the feed's fan-out brings. So everything yielded before has been written. The step into live mode is synchronous
 * with the look at the feed's position, so nothing falls between. By hand, because an async generator that waits could not be
 * returned.
 */
export class LiveSubscription implements AsyncIterableIterator<object>, Follower, Subscriber {
  readonly idBytes: Buffer;
  readonly #stream: LiveStream;
  readonly #topic: Topic;
  readonly #kind: GroupKind;
  readonly #progress: Progress;
  readonly #queue = new PullQueue<object>();
  readonly #interrupts = new Interrupts();
  #stage: Stage = 'start';
  #isFollowing = false;
  #advancing = false;
  #after: Positions | undefined;

  constructor({ topic, stream, after, kind, maxReplay }: LiveSubscriptionOptions) {
    this.#topic = topic;
    this.#stream = stream;
    this.#after = after;
    this.#kind = kind;
    this.#progress = new Progress(topic.feed, maxReplay);
    this.idBytes = operationIdBytes(stream.id);
  }

  get wire(): Wire {
    return this.#stream.connection.wire;
  }
  get credentials(): Credentials {
    return this.#stream.connection.credentials;
  }
  get userId(): string {
    return this.credentials.identity.userId;
  }
  get call(): CallOptions {
    return this.#topic.call;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<object>> {
    const next = this.#queue.pull();
    void this.#advance();
    return next;
  }

  return(): Promise<IteratorResult<object>> {
    this.#queue.clear();
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  end(last: readonly object[]): void {
    if (this.#stage === 'ended') return;
    this.#queue.clear();
    this.#queue.push(last);
    this.#finish();
  }

  recheck(): void {
    this.#interruptWith({ kind: 'recheck' });
  }

  restart(reason: ResetReason): void {
    this.#queue.clear();
    this.#interruptWith({ kind: 'restart', reason });
  }

  fallBehind(): void {
    this.#interruptWith({ kind: 'drain' });
  }

  /** Where more was spent than there was, until that is paid off: then it is this one's turn, or another's of the same user. */
  failed(): void {
    const owedMs = this.#kind.budgets.waitMs(this.userId);
    this.#interruptWith(owedMs > 0 ? { kind: 'wait', ms: owedMs } : this.#interrupts.pause());
  }

  reached(entry: Entry): void {
    this.#interrupts.succeeded();
    this.#progress.reached(entry);
  }

  #interruptWith(interrupt: Interrupt): void {
    if (this.#stage === 'ended') return;
    if (this.#stage === 'live') {
      this.#topic.feed.fanout.leave(this.#kind, this);
      this.#progress.leftLive();
      this.#stage = 'catch-up';
    }
    this.#interrupts.add(interrupt);
    void this.#advance();
  }

  async #advance(): Promise<void> {
    if (this.#advancing) return;
    this.#advancing = true;
    try {
      while (this.#queue.isWanted && this.#stage !== 'live' && this.#stage !== 'ended') await this.#step();
    } catch (error) {
      this.#queue.fail(error);
      this.#finish();
    } finally {
      this.#advancing = false;
    }
  }

  async #step(): Promise<void> {
    const interrupt = this.#interrupts.take();
    if (interrupt) return this.#dealWith(interrupt);
    if (this.#stage === 'start') return this.#start();
    if (this.#stage === 'snapshot') return this.#showSnapshot();
    return this.#catchUp();
  }

  async #dealWith(interrupt: Interrupt): Promise<void> {
    if (interrupt.kind === 'drain') return this.wire.drained();
    if (interrupt.kind === 'recheck') return this.#check();
    if (interrupt.kind === 'restart') return this.#startAfresh(interrupt.reason);
    return time.sleep(interrupt.ms);
  }

  /** Joins the followers before it asks for the right to read, so that a right lost in between is noticed by one or the other. */
  async #start(): Promise<void> {
    const after = this.#after;
    const { feed, log, attendance } = this.#topic;
    this.#after = undefined;
    feed.followers.add(this);
    this.#isFollowing = true;
    const known = attendance?.opened();
    await feed.open(this.call);
    await this.#check();
    await known;
    if (!after || !log) return this.#show([], 'snapshot');
    const reason = await this.#progress.resumeAt(after, { call: this.call, readsLog: log.readsOnResume ?? false });
    if (reason) return this.#startAfresh(reason);
    this.#show(log.resumed(after.positions), 'catch-up');
  }

  async #check(): Promise<void> {
    const last = await this.#topic.log?.check?.();
    if (last) this.end(last);
  }

  #startAfresh(reason: ResetReason): void {
    this.#progress.startAfresh();
    this.#show(this.#topic.log?.reset(reason) ?? [], 'snapshot');
  }

  async #showSnapshot(): Promise<void> {
    this.#progress.index = this.#topic.feed.index;
    const snapshot = await this.#topic.snapshot();
    if (this.#interrupts.isRestart) return;
    if (!snapshot) return this.#syncOrFail();
    this.#progress.positions = snapshot.positions;
    this.#show(snapshot.shown, 'catch-up');
    this.#delivered(snapshot.receiptSeq);
  }

  async #catchUp(): Promise<void> {
    const { feed } = this.#topic;
    const { positions, index, isTooFarBehind, mustReadLog } = this.#progress;
    if (isTooFarBehind) return this.#startAfresh('TOO_FAR_BEHIND');
    const tail = feed.tail(positions, index);
    if (tail.kind === 'ahead') return feed.catchUpWith(positions, () => this.#isHeldUp);
    if (tail.kind === 'behind' || mustReadLog) return this.#replayLog();
    if (tail.missedEphemeral) return this.#showAgain();
    this.#progress.joinedLive();
    this.#stage = 'live';
    feed.fanout.join(this.#kind, this, this.#progress.missed(tail.entries, this.userId));
  }

  /** Who came and went meanwhile is nowhere to be read: the opening is shown again with the present state. */
  async #showAgain(): Promise<void> {
    const { feed, log } = this.#topic;
    if (!log) return this.#showSnapshot();
    this.#progress.index = feed.index;
    this.#show(log.resumed(this.#progress.positions));
  }

  /** Writes the next page of the log to the socket, at its pace. */
  async #replayLog(): Promise<void> {
    const { positions } = this.#progress;
    const page = await this.#topic.feed.backlog.next({ kind: this.#kind, subscriber: this, positions });
    if (page.kind === 'stretches') {
      for (const stretch of page.stretches) {
        if (this.#isHeldUp) break;
        if (stretch.frames.size > 0 && this.wire.open) this.wire.write(stretch.frames.framesFor(this.idBytes));
        this.#progress.positions = stretch.positions;
        this.#delivered(stretch.receiptSeq);
        if (this.wire.congested) await this.wire.drained();
      }
      this.#interrupts.succeeded();
    }
    if (this.#isHeldUp) return;
    if (page.kind === 'foreign') return this.#syncOrFail();
    if (page.kind === 'failed') this.failed();
  }

  #delivered(seq: number | undefined): void {
    if (seq !== undefined) this.#topic.feed.source?.receipts?.delivered(seq, [this]);
  }

  get #isHeldUp(): boolean {
    return this.#interrupts.isPending || this.#stage === 'ended';
  }

  /** The log is not what the feed followed: the comparison makes everybody start afresh, or there is no going on. */
  async #syncOrFail(): Promise<void> {
    await this.#topic.feed.sync();
    if (!this.#interrupts.isPending) throw new AppError('UNAVAILABLE', 'The log cannot be read on. Try again.');
  }

  #show(shown: readonly object[], stage = this.#stage): void {
    if (this.#stage === 'ended') return;
    this.#queue.push(shown);
    this.#stage = stage;
  }

  #finish(): void {
    const { feed, attendance } = this.#topic;
    if (this.#stage !== 'ended') {
      if (this.#stage === 'live') feed.fanout.leave(this.#kind, this);
      this.#stage = 'ended';
      feed.followers.delete(this);
      if (this.#isFollowing) attendance?.left();
      this.#isFollowing = false;
      this.#stream.onEnd();
    }
    this.#queue.end();
  }
}
