import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { AppError } from '@confab/runtime/errors/app-error';
import type { LiveBus, Subscription } from '@confab/runtime/live/port';
import type { CallOptions } from '@connectrpc/connect';
import type { CloseReason, ResetReason } from '../rooms/room-event.type.ts';
import { Backlog } from './backlog.ts';
import { encodeCursor } from './cursor.ts';
import type { Entry } from './entry.ts';
import type { Fanout } from './fanout.ts';
import type { Effect, FeedSource } from './feed-source.ts';
import { Ring } from './ring.ts';

/** A subscription of the feed, in live mode or still catching up. */
export interface Follower {
  readonly userId: string;
  /** For reading the log on its behalf. */
  readonly call: CallOptions;
  end(reason: CloseReason): void;
  recheck(): void;
  restart(reason: ResetReason): void;
}

export interface FeedOptions {
  source: FeedSource;
  bus: LiveBus<LiveEvent>;
  fanout: Fanout;
  /** Events that a gap may have before everybody starts afresh. */
  maxGap: number;
  onError(error: unknown): void;
}

/** Where a subscriber stands to the feed. */
export type Tail =
  | { kind: 'entries'; entries: readonly Entry[]; missedEphemeral: boolean }
  /** More than the feed remembers lies between: read the log. */
  | { kind: 'behind' }
  /** The subscriber has read in the log what has not come live yet. */
  | { kind: 'ahead' };

const PAGE = 500;
/** Asks a service for a head alone: no stream has an event behind this. */
const BEYOND = 0xffff_ffff;
/** Live events kept while a gap is filled; more are read from the log after it. */
const MAX_HELD_BACK = 5_000;
const AHEAD_PATIENCE_MS = 100;
const MAX_LOOKS = 20;
const RETRY_MS = 250;

/**
 * One room or inbox as this gateway follows it: all its streams merged into one order in which every subscriber in live mode stands at the same
 * place. Per stream seq goes up by exactly one: what was seen is dropped, a gap is filled from the log before anything behind it is handed on.
 */
export class Feed {
  readonly source: FeedSource;
  readonly fanout: Fanout;
  readonly backlog: Backlog;
  readonly followers = new Set<Follower>();
  readonly #options: FeedOptions;
  #positions: readonly number[] = [];
  #epochs: readonly string[] = [];
  #index = 0;
  #ring = new Ring([], 0);
  readonly #subscriptions: Subscription[] = [];
  #opening: Promise<void> | undefined;
  /** Set while the log is read: live events wait. */
  #heldBack: LiveEvent[] | undefined = [];
  #syncing: Promise<void> | undefined;
  #advanced = new Set<() => void>();
  #closed = false;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.source = options.source;
    this.fanout = options.fanout;
    this.backlog = new Backlog(this, options.onError);
  }

  get positions(): readonly number[] {
    return this.#positions;
  }
  get epochs(): readonly string[] {
    return this.#epochs;
  }
  /** Of the newest entry. */
  get index(): number {
    return this.#index;
  }

  cursorAt(positions: readonly number[]): string {
    return encodeCursor(this.source.scope, { epochs: this.#epochs, positions });
  }

  /** Resolves once live events arrive and the position is known. A failure is the caller's; the next call tries again. */
  open(call: CallOptions): Promise<void> {
    this.#opening ??= this.#open(call).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening.then(() => (this.#heldBack ? this.sync() : undefined));
  }

  /** What a subscriber at this place has missed. Whoever joins the fan-out with the entries before anything else runs has missed nothing. */
  tail(positions: readonly number[], index: number): Tail {
    if (positions.some((at, stream) => at > (this.#positions[stream] ?? 0))) return { kind: 'ahead' };
    if (!this.#ring.covers(positions)) return { kind: 'behind' };
    const entries = this.#ring.after(positions, index);
    return { kind: 'entries', entries, missedEphemeral: !this.#ring.holdsSince(index) };
  }

  /**
   * Waits for the live stream to bring what was already read in the log; looks in the log itself after a moment. UNAVAILABLE after two seconds.
   * `isOver`: the caller has something else to do by now.
   */
  async catchUpWith(positions: readonly number[], isOver: () => boolean): Promise<void> {
    const reached = () => positions.every((at, stream) => at <= (this.#positions[stream] ?? 0));
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      void this.sync().then(() => this.#wake());
    }, AHEAD_PATIENCE_MS);
    while (!reached() && !isOver() && !this.#closed && looks < MAX_LOOKS) {
      await new Promise<void>((wake) => this.#advanced.add(wake));
    }
    clearInterval(timer);
    if (!reached() && !isOver()) throw new AppError('UNAVAILABLE', 'The live stream is behind. Try again.');
  }

  /** Compares the heads with the log and reads what is missing. Never rejects: a failure is reported, and tried again where live events wait for it. */
  sync(): Promise<void> {
    if (this.#closed || this.#opening === undefined) return Promise.resolve();
    this.#syncing ??= this.#readMissing()
      .catch((error: unknown) => this.#options.onError(error))
      .finally(() => {
        this.#syncing = undefined;
        if (this.#heldBack && this.followers.size > 0) setTimeout(() => void this.sync(), RETRY_MS).unref();
      });
    return this.#syncing;
  }

  /** Hands on events that no log holds, as one batch. */
  broadcast(values: readonly object[], audience?: string): void {
    this.#publish(values.map((value) => this.#ephemeral(value, audience)));
  }

  close(): void {
    this.#closed = true;
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#wake();
  }

  async #open(call: CallOptions): Promise<void> {
    const { bus } = this.#options;
    for (const subject of this.source.subjects.slice(this.#subscriptions.length)) {
      this.#subscriptions.push(await bus.subscribe(subject, (batch) => this.#receive(batch)));
    }
    await this.#startAtHeads(call);
    this.#release();
  }

  async #startAtHeads(call: CallOptions): Promise<void> {
    const heads = await Promise.all(
      this.source.streams.map((_, stream) => this.source.read(stream, { after: BEYOND, limit: 1 }, call)),
    );
    this.#positions = heads.map(({ head }) => head);
    this.#epochs = heads.map(({ epoch }) => epoch);
    this.#ring = new Ring(this.#positions, this.#index);
  }

  #receive(batch: readonly LiveEvent[]): void {
    if (this.#closed) return;
    if (!this.#heldBack) this.#ingest(batch);
    else if (this.#heldBack.length < MAX_HELD_BACK) this.#heldBack.push(...batch);
  }

  /** Applies a batch in order. Stops at a gap: the rest waits until that is filled. */
  #ingest(batch: readonly LiveEvent[]): void {
    let entries: Entry[] = [];
    for (const [at, event] of batch.entries()) {
      const stream = event.seq === 0 ? -1 : this.source.streams.indexOf(event.stream);
      if (stream < 0) {
        if (event.seq === 0 && this.source.concerns(event)) entries.push(...this.#showEphemeral(event));
        continue;
      }
      const expected = (this.#positions[stream] ?? 0) + 1;
      if (event.seq < expected) continue;
      if (event.seq > expected) {
        this.#publish(entries);
        this.#heldBack = batch.slice(at);
        void this.sync();
        return;
      }
      entries.push(this.#apply(event, stream));
      const effect = this.source.effect(event);
      if (effect) {
        this.#publish(entries);
        entries = [];
        this.#carryOut(effect);
      }
    }
    this.#publish(entries);
  }

  #apply(event: LiveEvent, stream: number): Entry {
    const positions = [...this.#positions];
    positions[stream] = event.seq;
    this.#positions = positions;
    this.#index += 1;
    const value = this.source.show(event, this.cursorAt(positions));
    return {
      index: this.#index,
      stream,
      seq: event.seq,
      positions,
      value,
      outdates: changedMessage(event),
      receipt: this.source.wantsReceipt(event),
      weight: 300 + textLength(value),
      audience: undefined,
    };
  }

  #showEphemeral(event: LiveEvent): Entry[] {
    const value = this.source.show(event, this.cursorAt(this.#positions));
    return value ? [this.#ephemeral(value, undefined)] : [];
  }

  #ephemeral(value: object, audience: string | undefined): Entry {
    this.#index += 1;
    const positions = this.#positions;
    return { index: this.#index, stream: -1, seq: 0, positions, value, receipt: false, weight: 300, audience };
  }

  #publish(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    for (const entry of entries) this.#ring.push(entry);
    this.fanout.publish(entries);
    this.#wake();
  }

  #carryOut(effect: Effect): void {
    for (const follower of [...this.followers]) {
      if (effect.kind === 'recheck') follower.recheck();
      else if (effect.userId === undefined || effect.userId === follower.userId) follower.end(effect.reason);
    }
  }

  /** Reads every stream up to its head while live events wait, then goes on with those. */
  async #readMissing(): Promise<void> {
    const [reader] = this.followers;
    if (!reader) return;
    for (const stream of this.source.streams.keys()) {
      for (let more = true; more && !this.#closed; ) more = await this.#readPage(stream, reader.call);
    }
    this.#release();
  }

  /** Returns whether there is more to read. */
  async #readPage(stream: number, call: CallOptions): Promise<boolean> {
    const after = this.#positions[stream] ?? 0;
    const page = await this.source.read(stream, { after, limit: PAGE }, call);
    const otherEpoch = page.epoch !== this.#epochs[stream];
    if (otherEpoch || page.head < after || page.head - after > this.#options.maxGap) {
      await this.#startAtHeads(call);
      for (const follower of [...this.followers]) {
        follower.restart(otherEpoch || page.head < after ? 'EPOCH_CHANGED' : 'TOO_FAR_BEHIND');
      }
      return false;
    }
    this.#ingest(page.events);
    return page.events.length > 0 && (this.#positions[stream] ?? 0) < page.head;
  }

  #release(): void {
    const waiting = this.#heldBack;
    this.#heldBack = undefined;
    if (waiting) this.#ingest(waiting);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#advanced;
    this.#advanced = new Set();
    for (const wake of waiting) wake();
  }
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
