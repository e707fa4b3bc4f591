import type { Entry } from './entry.ts';
import type { GroupKind } from './fanout.ts';
import { FrameBatch } from './frame.ts';
import type { Member } from './member.ts';
import type { Receipts } from './receipts.ts';

/** Executes events for a whole group: payloads in JSON, parallel to `values`; undefined where what an event tells of is gone. */
export type Render = (values: readonly object[], delegate: Member) => Promise<(Buffer | undefined)[]>;

export interface GroupOptions {
  /** Told of what was written to at least one socket, where that is to be reported. */
  receipts?: Pick<Receipts, 'delivered'> | undefined;
  onError(error: unknown): void;
}

/** One stay of a member: whoever leaves and comes back gets nothing of what was under way for the first stay. */
interface Stay {
  member: Member;
  /** Number of the last job before it: earlier jobs are not for it. */
  since: number;
}

interface Job {
  number: number;
  entries: readonly Entry[];
  /** Undefined: everybody who was a member when the job came, and whom its entries are for. */
  only: Stay | undefined;
  frames: FrameBatch | undefined;
  failed: boolean;
}

/** Entries that may wait for execution before the members are sent back to the log. Bounds memory while a service behind the API hangs. */
const MAX_WAITING = 2_000;

/**
 * Subscribers whose results are the same bytes. Each event is executed and serialised once, and a batch reaches each socket as one write. Jobs
 * start at once and are written in the order they came, whichever finishes first.
 */
export class Group {
  readonly kind: GroupKind;
  readonly #options: GroupOptions;
  readonly #members = new Map<Member, Stay>();
  readonly #jobs: Job[] = [];
  /** Payloads of what the feed's ring still holds: many who reconnect at once share them. */
  #payloads: WeakMap<Entry, Buffer> | undefined;
  #lastJob = 0;
  #waiting = 0;

  constructor(kind: GroupKind, options: GroupOptions) {
    this.kind = kind;
    this.#options = options;
  }

  get size(): number {
    return this.#members.size;
  }

  /** The member gets `missed` first, then every batch published from now on. */
  join(member: Member, missed: readonly Entry[]): void {
    const stay = { member, since: this.#lastJob + 1 };
    this.#members.set(member, stay);
    this.#start(missed, stay);
  }

  /** Nothing more is written to the member, not even what is being executed. */
  leave(member: Member): void {
    this.#members.delete(member);
  }

  /** `entries` have one audience. */
  publish(entries: readonly Entry[]): void {
    if (this.#waiting > MAX_WAITING) this.#giveUp();
    else this.#start(entries, undefined);
  }

  #start(entries: readonly Entry[], only: Stay | undefined): void {
    const job: Job = { number: this.#lastJob + 1, entries, only, frames: undefined, failed: false };
    this.#lastJob = job.number;
    const delegate: Member | undefined = this.#receivers(job).next().value;
    if (!delegate || entries.length === 0) return;
    this.#waiting += entries.length;
    this.#jobs.push(job);
    void this.#execute(job, delegate);
  }

  async #execute(job: Job, delegate: Member): Promise<void> {
    try {
      job.frames = new FrameBatch(await this.#payloadsOf(job, delegate));
    } catch (error) {
      job.failed = true;
      this.#options.onError(error);
    }
    this.#writeFinished();
  }

  async #payloadsOf({ entries, only }: Job, delegate: Member): Promise<Buffer[]> {
    const missing = entries.filter((entry) => entry.value && !this.#payloads?.has(entry));
    const rendered = new Map<Entry, Buffer | undefined>();
    if (missing.length > 0) {
      const values = missing.flatMap(({ value }) => value ?? []);
      const payloads = await this.kind.render(values, delegate);
      for (const [at, entry] of missing.entries()) {
        const payload = payloads[at];
        rendered.set(entry, payload);
        if (payload && !only && this.size > 1) this.#remember(entry, payload);
      }
    }
    return entries.flatMap((entry) => rendered.get(entry) ?? this.#payloads?.get(entry) ?? []);
  }

  #remember(entry: Entry, payload: Buffer): void {
    this.#payloads ??= new WeakMap();
    this.#payloads.set(entry, payload);
  }

  #writeFinished(): void {
    for (let job = this.#jobs[0]; job && (job.frames || job.failed); job = this.#jobs[0]) {
      this.#jobs.shift();
      this.#waiting -= job.entries.length;
      if (job.frames) this.#write(job, job.frames);
      else for (const member of this.#receivers(job)) member.failed();
    }
  }

  #write(job: Job, frames: FrameBatch): void {
    const last = job.entries.at(-1);
    if (!last) return;
    let written: Member | undefined;
    for (const member of this.#receivers(job)) {
      if (member.wire.congested) {
        member.fallBehind();
        continue;
      }
      if (frames.size > 0 && member.wire.open) member.wire.write(frames.framesFor(member.idBytes));
      member.reached(last);
      written = member;
    }
    const { receipts } = this.#options;
    if (!written || !receipts) return;
    const reported = job.entries.findLast(({ receipt }) => receipt);
    if (reported) receipts.delivered(reported.seq, written.call);
  }

  *#receivers({ only, number, entries }: Job): Generator<Member, undefined> {
    if (only) {
      if (this.#members.get(only.member) === only) yield only.member;
      return;
    }
    const audience = entries[0]?.audience;
    for (const { member, since } of this.#members.values()) {
      if (since < number && (audience === undefined || member.credentials.identity.userId === audience)) yield member;
    }
  }

  #giveUp(): void {
    this.#jobs.length = 0;
    this.#waiting = 0;
    for (const member of this.#members.keys()) member.failed();
  }
}
