import type { Entry } from './entry.ts';
import { FrameBatch } from './frame.ts';
import type { Member } from './member.ts';

/** Executes an event for a whole group: the payload in JSON; undefined where what the event tells of is gone. */
export type Render = (values: readonly object[], delegate: Member) => Promise<(Buffer | undefined)[]>;

export interface GroupOptions {
  render: Render;
  /** Entries that were written to at least one socket. */
  onWritten(entries: readonly Entry[], delegate: Member): void;
  onError(error: unknown): void;
}

interface Job {
  number: number;
  entries: readonly Entry[];
  /** Undefined: everybody who was a member when the job came. */
  only: Member | undefined;
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
  readonly #options: GroupOptions;
  /** Number of the last job that came before each member did: earlier jobs are not for it. */
  readonly #members = new Map<Member, number>();
  readonly #jobs: Job[] = [];
  #lastJob = 0;
  #waiting = 0;

  constructor(options: GroupOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#members.size;
  }

  /** The member gets `missed` first, then every batch published from now on. */
  join(member: Member, missed: readonly Entry[]): void {
    if (missed.length > 0) this.#start(missed, member);
    this.#members.set(member, this.#lastJob);
  }

  /** Nothing more is written to the member, not even what is being executed. */
  leave(member: Member): void {
    this.#members.delete(member);
  }

  publish(entries: readonly Entry[]): void {
    if (this.#waiting > MAX_WAITING) this.#giveUp();
    else this.#start(entries, undefined);
  }

  #start(entries: readonly Entry[], only: Member | undefined): void {
    const delegate = only ?? this.#members.keys().next().value;
    if (!delegate) return;
    this.#lastJob += 1;
    this.#waiting += entries.length;
    const job: Job = { number: this.#lastJob, entries, only, frames: undefined, failed: false };
    this.#jobs.push(job);
    void this.#execute(job, delegate);
  }

  async #execute(job: Job, delegate: Member): Promise<void> {
    const shown = job.entries.flatMap(({ value }) => value ?? []);
    try {
      const payloads = shown.length > 0 ? await this.#options.render(shown, delegate) : [];
      job.frames = new FrameBatch(payloads.flatMap((payload) => payload ?? []));
    } catch (error) {
      job.failed = true;
      this.#options.onError(error);
    }
    this.#writeFinished();
  }

  #writeFinished(): void {
    for (let job = this.#jobs[0]; job && (job.frames || job.failed); job = this.#jobs[0]) {
      this.#jobs.shift();
      this.#waiting -= job.entries.length;
      if (job.failed) for (const member of this.#receivers(job)) member.fallBehind();
      else if (job.frames) this.#write(job, job.frames);
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
    if (written) this.#options.onWritten(job.entries, written);
  }

  *#receivers({ only, number }: Job): Iterable<Member> {
    if (only) {
      if (this.#members.has(only)) yield only;
      return;
    }
    for (const [member, since] of this.#members) if (since < number) yield member;
  }

  #giveUp(): void {
    this.#jobs.length = 0;
    this.#waiting = 0;
    for (const member of [...this.#members.keys()]) member.fallBehind();
  }
}
