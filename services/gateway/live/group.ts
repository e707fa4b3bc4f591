import type { Entry } from './entry.ts';
import type { Receipts } from './feed-source.ts';
import type { GroupKind } from './rendering.ts';
import { type Frames, type FramesOf, Rendering, type RenderingOptions } from './rendering.ts';
import type { Subscriber } from './subscriber.ts';

export interface GroupOptions extends RenderingOptions {
  /** Told of what was written to at least one socket, where that is to be reported. */
  receipts?: Pick<Receipts, 'delivered'> | undefined;
}

/** One stay of a member: whoever leaves and comes back gets nothing of what was under way for the first stay. */
interface Stay {
  member: Subscriber;
  /** Number of the last job before it: earlier jobs are not for it. */
  since: number;
  /** Set while something is executed for this viewer alone: what follows is written behind it. */
  held: Promise<void> | undefined;
  /** Entries that wait for that. */
  waiting: number;
}

interface Job {
  number: number;
  entries: readonly Entry[];
  /** Undefined: everybody who was a member when the job came, and whom its entries are for. */
  only: Stay | undefined;
  /** Once it is executed. */
  framesOf: FramesOf | undefined;
}

/** Entries that may wait for execution before those they are for are sent back to the log. Bounds memory while a service behind the API hangs. */
const MAX_WAITING = 2_000;
const FAILED: FramesOf = () => undefined;

/**
 * Subscribers of one operation with the same variables. What looks the same to all of them is executed and serialised once, and a batch reaches each socket as one
 * write. Jobs start at once and are written to each member in the order they came, whichever finishes first. Nobody waits for what is executed for another viewer.
 */
export class Group {
  readonly kind: GroupKind;
  readonly #options: GroupOptions;
  readonly #rendering: Rendering;
  readonly #members = new Map<Subscriber, Stay>();
  readonly #jobs: Job[] = [];
  #lastJob = 0;
  #waiting = 0;

  constructor(kind: GroupKind, options: GroupOptions) {
    this.kind = kind;
    this.#options = options;
    this.#rendering = new Rendering(kind, options);
  }

  get size(): number {
    return this.#members.size;
  }

  /** The member gets `missed` first, then every batch published from now on. */
  join(member: Subscriber, missed: readonly Entry[]): void {
    const stay = { member, since: this.#lastJob + 1, held: undefined, waiting: 0 };
    this.#members.set(member, stay);
    this.#start(missed, stay);
  }

  /** Nothing more is written to the member, not even what is being executed. */
  leave(member: Subscriber): void {
    this.#members.delete(member);
  }

  /** `entries` have one audience. */
  publish(entries: readonly Entry[]): void {
    if (this.#waiting > MAX_WAITING) this.#giveUp();
    else this.#start(entries, undefined);
  }

  #start(entries: readonly Entry[], only: Stay | undefined): void {
    const job: Job = { number: this.#lastJob + 1, entries, only, framesOf: undefined };
    this.#lastJob = job.number;
    if (entries.length === 0 || this.#receivers(job).next().done) return;
    this.#waiting += entries.length;
    this.#jobs.push(job);
    void this.#execute(job);
  }

  async #execute(job: Job): Promise<void> {
    const { entries, only } = job;
    const members = () => membersOf(this.#receivers(job));
    try {
      job.framesOf = await this.#rendering.frames({ entries, members, size: only ? 1 : this.size });
    } catch (error) {
      job.framesOf = FAILED;
      this.#options.onError(error);
    }
    this.#writeFinished();
  }

  #writeFinished(): void {
    for (let job = this.#jobs[0]; job?.framesOf; job = this.#jobs[0]) {
      this.#jobs.shift();
      this.#waiting -= job.entries.length;
      this.#write(job, job.framesOf);
    }
  }

  /** Runs for every socket and every event: what all have in common is looked at once. */
  #write(job: Job, framesOf: FramesOf): void {
    const written: Subscriber[] | undefined = this.#options.receipts && [];
    const last = job.entries.at(-1) as Entry;
    const { shared } = framesOf;
    const write = (stay: Stay): void => {
      if (!this.#isFor(job, stay)) return;
      const frames = shared ?? framesOf(stay.member);
      if (stay.held || frames instanceof Promise) this.#hold(stay, { job, frames });
      else if (writeTo(stay.member, frames, last)) written?.push(stay.member);
    };
    if (job.only) write(job.only);
    else this.#members.forEach(write);
    if (written) this.#report(job, written);
  }

  #hold(stay: Stay, { job, frames }: { job: Job; frames: Frames | Promise<Frames> }): void {
    const { length } = job.entries;
    stay.waiting += length;
    if (stay.waiting > MAX_WAITING) {
      stay.member.failed();
      return;
    }
    const held = Promise.all([frames, stay.held]).then(([ready]) => {
      stay.waiting -= length;
      if (stay.held === held) stay.held = undefined;
      if (this.#members.get(stay.member) !== stay) return;
      if (writeTo(stay.member, ready, job.entries.at(-1) as Entry)) this.#report(job, [stay.member]);
    });
    stay.held = held;
  }

  #report({ entries }: Job, written: readonly Subscriber[]): void {
    if (written.length === 0) return;
    const reported = this.#options.receipts && entries.findLast(({ receipt }) => receipt);
    if (reported) this.#options.receipts?.delivered(reported.seq, written);
  }

  *#receivers(job: Pick<Job, 'only' | 'number' | 'entries'>): Generator<Stay, undefined> {
    for (const stay of job.only ? [job.only] : this.#members.values()) if (this.#isFor(job, stay)) yield stay;
  }

  #isFor({ only, number, entries }: Pick<Job, 'only' | 'number' | 'entries'>, stay: Stay): boolean {
    if (only) return this.#members.get(only.member) === only;
    if (stay.since >= number) return false;
    const audience = entries[0]?.audience;
    return audience === undefined || stay.member.credentials.identity.userId === audience;
  }

  #giveUp(): void {
    this.#jobs.length = 0;
    this.#waiting = 0;
    for (const member of this.#members.keys()) member.failed();
  }
}

/** Whether it was written. */
function writeTo(member: Subscriber, frames: Frames, last: Entry): boolean {
  if (!frames) {
    member.failed();
    return false;
  }
  const { wire } = member;
  if (wire.congested) {
    member.fallBehind();
    return false;
  }
  if (frames.size > 0 && wire.open) wire.write(frames.framesFor(member.idBytes));
  member.reached(last);
  return true;
}

function* membersOf(stays: Iterable<Stay>): Generator<Subscriber> {
  for (const { member } of stays) yield member;
}
