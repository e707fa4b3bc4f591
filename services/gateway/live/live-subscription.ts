import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { CallOptions } from '@connectrpc/connect';
import type { StreamConnection, StreamRequest } from '../context/stream-request.ts';
import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';
import { Attendance } from './attendance.ts';
import type { Place } from './cursor.ts';
import type { Entry } from './entry.ts';
import type { GroupKind } from './fanout.ts';
import type { Follower } from './follower.ts';
import { type Interrupt, Interrupts } from './interrupts.ts';
import type { Member } from './member.ts';
import { operationIdBytes } from './operation-id.ts';
import { PullQueue } from './pull-queue.ts';
import { replayPage } from './replay.ts';
import { Standing } from './standing.ts';
import type { Topic } from './topic.ts';
import type { Wire } from './wire.ts';

export interface LiveSubscriptionOptions {
  topic: Topic;
  stream: Pick<StreamRequest, 'id' | 'onEnd'> & { connection: Pick<StreamConnection, 'wire' | 'credentials'> };
  /** Where the client wants to go on. */
  after: Place | undefined;
  kind: GroupKind;
  maxReplay: number;
}

type Stage = 'start' | 'snapshot' | 'catch-up' | 'live' | 'ended';

/**
 * One subscription's life: a start from a snapshot or a cursor, the log up to where the feed stands, then live mode.
 *
 * As an iterator it yields what is this subscriber's alone: openings, resets, the end. What others get too is written to the socket inside of `next()`: first the
 * log, at the pace of the socket, then, while `next()` stays pending, what the feed's fan-out brings. So everything yielded before has been written. The step into
 * live mode is synchronous with the look at the feed's position, so nothing falls between. By hand, because an async generator that waits could not be returned.
 */
export class LiveSubscription implements AsyncIterableIterator<object>, Follower, Member {
  readonly idBytes: Buffer;
  readonly #stream: LiveSubscriptionOptions['stream'];
  readonly #topic: Topic;
  readonly #kind: GroupKind;
  readonly #attendance: Attendance;
  readonly #standing: Standing;
  readonly #queue = new PullQueue<object>();
  readonly #interrupts = new Interrupts();
  #stage: Stage = 'start';
  #advancing = false;
  #after: Place | undefined;

  constructor({ topic, stream, after, kind, maxReplay }: LiveSubscriptionOptions) {
    this.#topic = topic;
    this.#stream = stream;
    this.#after = after;
    this.#kind = kind;
    this.#attendance = new Attendance({ topic, kind, subscriber: this });
    this.#standing = new Standing(topic.feed, maxReplay);
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

  end(reason: CloseReason): void {
    if (this.#stage === 'ended') return;
    this.#queue.clear();
    this.#queue.push(this.#topic.closed(reason));
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
    this.#standing.reached(entry);
  }

  #interruptWith(interrupt: Interrupt): void {
    if (this.#stage === 'ended') return;
    if (this.#stage === 'live') {
      this.#attendance.leaveLive();
      this.#standing.leftLive();
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
    return new Promise((resolve) => setTimeout(resolve, interrupt.ms).unref());
  }

  /** Joins the followers before it asks for the right to read, so that a right lost in between is noticed by one or the other. */
  async #start(): Promise<void> {
    const after = this.#after;
    this.#after = undefined;
    const known = this.#attendance.open();
    await this.#topic.feed.open(this.call);
    await this.#check();
    await known;
    if (!after) return this.#show([], 'snapshot');
    const reason = await this.#standing.resumeAt(after, this.#topic);
    if (reason) return this.#startAfresh(reason);
    this.#show(this.#topic.resumed(after.positions), 'catch-up');
  }

  async #check(): Promise<void> {
    const reason = await this.#topic.check();
    if (reason) this.end(reason);
  }

  #startAfresh(reason: ResetReason): void {
    this.#standing.startAfresh();
    this.#show(this.#topic.reset(reason), 'snapshot');
  }

  async #showSnapshot(): Promise<void> {
    this.#standing.index = this.#topic.feed.index;
    const snapshot = await this.#topic.snapshot();
    if (this.#interrupts.isRestart) return;
    if (!snapshot) return this.#syncOrFail();
    this.#standing.positions = snapshot.positions;
    this.#show(snapshot.shown, 'catch-up');
    if (snapshot.receiptSeq !== undefined) this.#topic.delivered(snapshot.receiptSeq, this);
  }

  async #catchUp(): Promise<void> {
    const { feed } = this.#topic;
    const { positions, index, isTooFarBehind, mustReadLog } = this.#standing;
    if (isTooFarBehind) return this.#startAfresh('TOO_FAR_BEHIND');
    const tail = feed.tail(positions, index);
    if (tail.kind === 'ahead') return feed.catchUpWith(positions, () => this.#isHeldUp);
    if (tail.kind === 'behind' || mustReadLog) return this.#replayLog();
    if (tail.missedEphemeral) return this.#showAgain();
    this.#standing.joinedLive();
    this.#stage = 'live';
    this.#attendance.goLive(this.#standing.missed(tail.entries, this.userId));
  }

  /** Who came and went meanwhile is nowhere to be read: the opening is shown again with the present state. */
  async #showAgain(): Promise<void> {
    const { positions } = this.#standing;
    if (positions.length === 0) return this.#showSnapshot();
    this.#standing.index = this.#topic.feed.index;
    this.#show(this.#topic.resumed(positions));
  }

  async #replayLog(): Promise<void> {
    const page = await replayPage({
      ...{ kind: this.#kind, member: this, topic: this.#topic, standing: this.#standing },
      isHeldUp: () => this.#isHeldUp,
    });
    if (page === 'stretches') this.#interrupts.succeeded();
    if (this.#isHeldUp) return;
    if (page === 'foreign') return this.#syncOrFail();
    if (page === 'failed') this.failed();
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
    if (this.#stage !== 'ended') {
      this.#stage = 'ended';
      this.#attendance.close();
      this.#stream.onEnd();
    }
    this.#queue.end();
  }
}
