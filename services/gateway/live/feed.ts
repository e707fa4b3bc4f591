import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { time } from '@confab/runtime/kernel/clock/time';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { SharedRuns } from '@confab/runtime/kernel/turns/shared-runs';
import type { LiveBus, Subscription } from '@confab/runtime/network/live/port';
import type { CallOptions } from '@connectrpc/connect';
import { Backlog } from './backlog.ts';
import type { Entry } from './entry.ts';
import { Fanout } from './fanout.ts';
import type { Effect, FeedSource, LogPage } from './feed-source.ts';
import { Sequence, type Tail } from './sequence.ts';
import type { Follower } from './subscriber.ts';
import { askForAll } from './subscriber.ts';

/** What all feeds of a gateway share. */
export interface FeedServices {
  bus: LiveBus<LiveEvent>;
  /** Events that a gap may have before everybody starts afresh. */
  maxGap: number;
  onError(error: unknown): void;
}

const PAGE = 500;
/** Asks a service for a head alone: no stream has an event behind this. */
const BEYOND = 0xffff_ffff;
/** Live events kept while a gap is filled; more are read from the log after it. */
const MAX_HELD_BACK = 5_000;
const AHEAD_PATIENCE_MS = 100;
const MAX_LOOKS = 20;
const RETRY_MS = 250;

/** Reads the log on behalf of whoever asks for it, or of one of the followers. */
type Read = (stream: number, range: { after: number; limit: number }) => Promise<LogPage>;

/**
 * One room or inbox as this gateway follows it: all its streams merged into one order in which every subscriber in live mode stands at the same
 * place. Per stream seq goes up by exactly one: what was seen is dropped, a gap is filled from the log before anything behind it is handed on.
 */
export class Feed {
  /** Undefined for a list without a log. */
  readonly source: FeedSource | undefined;
  readonly fanout: Fanout;
  readonly followers = new Set<Follower>();
  readonly #services: FeedServices;
  readonly #sequence: Sequence;
  #backlog: Backlog | undefined;
  #subscriptions: readonly Subscription[] = [];
  /** Until it is open. */
  #opening: SharedRuns<void> | undefined = new SharedRuns();
  /** Set while the log is read: live events wait. */
  #heldBack: LiveEvent[] | undefined = [];
  #syncing: Promise<void> | undefined;
  #advanced: Set<() => void> | undefined;
  #closed = false;

  constructor(source: FeedSource | undefined, services: FeedServices) {
    this.source = source;
    this.#services = services;
    this.#sequence = new Sequence(source);
    this.fanout = new Fanout({ onError: services.onError, receipts: source?.receipts });
  }

  get backlog(): Backlog {
    this.#backlog ??= new Backlog(this, this.#services.onError);
    return this.#backlog;
  }
  get positions(): readonly number[] {
    return this.#sequence.positions;
  }
  get epochs(): readonly string[] {
    return this.#sequence.epochs;
  }
  /** Whether its position is known: before that, whoever comes loads everything. */
  get isOpen(): boolean {
    return this.#opening === undefined;
  }
  /** Of the newest entry. */
  get index(): number {
    return this.#sequence.index;
  }

  get #streams(): readonly string[] {
    return this.source?.streams ?? [];
  }

  cursorAt(positions: readonly number[]): string {
    return this.#sequence.cursorAt(positions);
  }

  /** Events of one of its streams with seq > after, with the rights of the call. */
  read(stream: number, range: { after: number; limit: number }, call: CallOptions): Promise<LogPage> {
    if (!this.source) throw new Error('a list has no log');
    return this.source.read(stream, range, call);
  }

  /** Resolves once live events arrive and the position is known. A failure is the caller's alone; the next call tries again. */
  async open(call: CallOptions): Promise<void> {
    await this.#opening?.run('', () => this.#open(call));
    if (this.#heldBack) await this.sync();
  }

  /** What a subscriber at this place has missed. Whoever joins the fan-out with the entries before anything else runs has missed nothing. */
  tail(positions: readonly number[], index: number): Tail {
    return this.#sequence.tail(positions, index);
  }

  /**
   * Waits for the live stream to bring what was already read in the log; looks in the log itself after a moment. UNAVAILABLE after two seconds.
   * `isOver`: the caller has something else to do by now.
   */
  async catchUpWith(positions: readonly number[], isOver: () => boolean): Promise<void> {
    const reached = () => this.#sequence.hasReached(positions);
    let looks = 0;
    const timer = time.every(
      AHEAD_PATIENCE_MS,
      () => {
        looks += 1;
        void this.sync().then(() => this.#wake());
      },
      { keepAlive: true },
    );
    while (!reached() && !isOver() && !this.#closed && looks < MAX_LOOKS) {
      await new Promise<void>((wake) => {
        this.#advanced ??= new Set();
        this.#advanced.add(wake);
      });
    }
    timer.cancel();
    if (!reached() && !isOver()) throw new AppError('UNAVAILABLE', 'The live stream is behind. Try again.');
  }

  /** Compares the heads with the log and reads what is missing. Never rejects: a failure is reported, and tried again where live events wait for it. */
  sync(): Promise<void> {
    if (this.#closed || this.#opening) return Promise.resolve();
    this.#syncing ??= this.#readMissing()
      .catch((error: unknown) => this.#services.onError(error))
      .finally(() => {
        this.#syncing = undefined;
        if (this.#heldBack && this.followers.size > 0) time.after(RETRY_MS, () => void this.sync());
      });
    return this.#syncing;
  }

  /** Hands on events that no log holds, as one batch. */
  broadcast(values: readonly object[], audience?: string): void {
    this.#publish(values.map((value) => this.#sequence.ephemeral(value, audience)));
  }

  close(): void {
    this.#closed = true;
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#wake();
  }

  async #open(call: CallOptions): Promise<void> {
    const { bus } = this.#services;
    const receive = (batch: readonly LiveEvent[]) => this.#receive(batch);
    const subjects = this.source?.subjects ?? [];
    for (const subject of subjects.slice(this.#subscriptions.length)) {
      this.#subscriptions = this.#subscriptions.concat(await bus.subscribe(subject, receive));
    }
    await this.#startAtHeads((stream, range) => this.read(stream, range, call));
    this.#opening = undefined;
    this.#release();
  }

  async #startAtHeads(read: Read): Promise<void> {
    const heads = await Promise.all(this.#streams.map((_, stream) => read(stream, { after: BEYOND, limit: 1 })));
    this.#sequence.startAt(heads);
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
      const stream = event.seq === 0 ? -1 : this.#streams.indexOf(event.stream);
      if (stream < 0) {
        if (event.seq === 0 && this.source?.concerns(event)) entries.push(...this.#showEphemeral(event));
        continue;
      }
      const expected = (this.positions[stream] ?? 0) + 1;
      if (event.seq < expected) continue;
      if (event.seq > expected) {
        this.#publish(entries);
        this.#heldBack = batch.slice(at);
        void this.sync();
        return;
      }
      entries.push(this.#sequence.next(event, stream));
      const effect = this.source?.effect?.(event);
      if (effect) {
        this.#publish(entries);
        entries = [];
        this.#carryOut(effect);
      }
    }
    this.#publish(entries);
  }

  #showEphemeral(event: LiveEvent): Entry[] {
    const value = this.source?.show(event, this.cursorAt(this.positions));
    return value ? [this.#sequence.ephemeral(value, undefined)] : [];
  }

  #publish(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#sequence.remember(entries);
    this.fanout.publish(entries);
    this.#wake();
  }

  #tell(what: (follower: Follower) => void): void {
    for (const follower of [...this.followers]) what(follower);
  }

  #carryOut(effect: Effect): void {
    const last = effect.kind === 'end' ? effect.last(this.cursorAt(this.positions)) : undefined;
    this.#tell((follower) => {
      if (effect.kind === 'recheck') follower.recheck();
      else if (effect.userId === undefined || effect.userId === follower.userId) follower.end(last ?? []);
    });
  }

  /** Reads every stream up to its head while live events wait, then goes on with those. */
  async #readMissing(): Promise<void> {
    const readers = [...this.followers];
    if (readers.length === 0) return;
    const read: Read = (stream, range) => askForAll(readers, ({ call }) => this.read(stream, range, call));
    for (const stream of this.#streams.keys()) {
      for (let more = true; more && !this.#closed; ) more = await this.#readPage(stream, read);
    }
    this.#release();
  }

  /** Returns whether there is more to read. */
  async #readPage(stream: number, read: Read): Promise<boolean> {
    const after = this.positions[stream] ?? 0;
    const page = await read(stream, { after, limit: PAGE });
    const otherEpoch = page.epoch !== this.epochs[stream];
    if (otherEpoch || page.head < after || page.head - after > this.#services.maxGap) {
      await this.#startAtHeads(read);
      const reason = otherEpoch || page.head < after ? 'EPOCH_CHANGED' : 'TOO_FAR_BEHIND';
      this.#tell((follower) => follower.restart(reason));
      return false;
    }
    this.#ingest(page.events);
    return page.events.length > 0 && (this.positions[stream] ?? 0) < page.head;
  }

  #release(): void {
    const waiting = this.#heldBack;
    this.#heldBack = undefined;
    if (waiting) this.#ingest(waiting);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#advanced;
    this.#advanced = undefined;
    for (const wake of waiting ?? []) wake();
  }
}
