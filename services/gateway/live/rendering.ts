import { turns } from '@confab/runtime/kernel/turns/turns';
import type { Entry } from './entry.ts';
import { FrameBatch } from './frame.ts';
import { askForAll, type Subscriber, viewerOf } from './subscriber.ts';

/**
 * Executes events with the rights of one member: payloads in JSON, parallel to `values`; undefined where what an event tells of is gone. Rejects with FORBIDDEN or
 * UNAUTHENTICATED where the delegate has lost the right.
 */
export type Render = (values: readonly object[], delegate: Subscriber) => Promise<(Buffer | undefined)[]>;

/** What each asker may make this gateway do: a user, or the address of somebody who is not signed in. */
export interface Budgets {
  /** Does the work of an operation once it is its turn among the asker's others, and what they cost more than was known is paid off. */
  run<T>(asker: string, cost: number, work: () => Promise<T>): Promise<T>;
  /** Takes what cannot be refused, even if it is more than is left. False, and nothing is taken, where nothing is left. */
  spend(asker: string, cost: number): boolean;
  /** Takes what an answer of so many bytes costs, even if nothing is left: it is written already. */
  answered(asker: string, bytes: number): void;
  /** Whether work of the asker's is under way. */
  isBusy(asker: string): boolean;
  /** Milliseconds until something is left. */
  waitMs(asker: string): number;
}

/** What decides which subscribers share execution, and how it is done for them. */
export interface GroupKind {
  /** Equal for the same operation with the same variables, whoever asks. */
  key: string;
  /** Whether an event looks the same to all of them; others are executed for each viewer. */
  shares(value: object): boolean;
  /** What executing the events costs, and what it is paid from. */
  costOf(values: readonly object[]): number;
  budgets: Budgets;
  render: Render;
}

/** Undefined where they could not be executed. */
export type Frames = FrameBatch | undefined;

/** The frames of each member; of those that are executed for the viewer alone, a promise that does not reject. */
export interface FramesOf {
  (member: Subscriber): Frames | Promise<Frames>;
  /** Where they are the same for all of them. */
  shared?: FrameBatch;
}

/**
 * Bounds what the groups of one feed remember of their payloads together: where that has become too much, or what was said is taken back, all of them forget all
 * of it.
 */
export class PayloadMemory {
  readonly #maxBytes: number;
  #bytes = 0;
  #era = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** What was remembered in another era is forgotten. */
  get era(): number {
    return this.#era;
  }

  /** Room for one more payload; false where it would be too large to remember at all. */
  take(bytes: number): boolean {
    if (bytes > this.#maxBytes) return false;
    if (this.#bytes + bytes > this.#maxBytes) this.forget();
    this.#bytes += bytes;
    return true;
  }

  forget(): void {
    this.#era += 1;
    this.#bytes = 0;
  }
}

export interface RenderingOptions {
  /** Of all groups of the feed. */
  memory: PayloadMemory;
  onError(error: unknown): void;
}

/** Events that are to be written to some members in one go. */
export interface Batch {
  entries: readonly Entry[];
  /** Whoever is to get them, as they are at the moment. */
  members(): Iterable<Subscriber>;
  /** How many there are in the group; 1 for a batch that is for one of them alone. */
  size: number;
}

type Payloads = Map<Entry, Buffer | undefined>;

/** Members of a group up to which each pays a share: what more of them look at costs each next to nothing, and counting would cost everybody. */
const MOST_PAYERS = 8;
/** Remembered by all groups of one feed together. */
const MAX_BYTES = 1024 * 1024;
const UNPAID: FramesOf = () => undefined;

/** For whom something is executed, and where it goes. */
interface Executed {
  members(): Iterable<Subscriber>;
  payloads: Payloads;
}

/** Makes frames of the events of one group: once for all where an event looks the same to all, else once for each viewer. */
export class Rendering {
  readonly #kind: GroupKind;
  readonly #options: RenderingOptions;
  /** Shared payloads of what the feed's ring still holds: many who reconnect at once share them. */
  #remembered: { era: number; payloads: WeakMap<Entry, Buffer> } | undefined;

  constructor(kind: GroupKind, options: RenderingOptions) {
    this.#kind = kind;
    this.#options = options;
  }

  /** Resolves once all that is shared is there; rejects where it could not be executed. Nobody gets frames of what nobody may spend more on. */
  async frames(batch: Batch): Promise<FramesOf> {
    const { era } = this.#options.memory;
    const payloads: Payloads = new Map();
    const missing: Entry[] = [];
    const own: Entry[] = [];
    for (const entry of batch.entries) {
      if (!entry.value) continue;
      const known = this.#recall(entry);
      if (known) payloads.set(entry, known);
      else if (this.#kind.shares(entry.value)) missing.push(entry);
      else own.push(entry);
    }
    if (missing.length > 0) {
      const executed = { members: batch.members, payloads };
      if (batch.size > MOST_PAYERS) await this.#execute(missing, executed);
      else {
        const payer = this.#payerOf(missing, batch);
        if (payer === undefined) return UNPAID;
        await this.#executeFor(payer, missing, executed);
      }
      if (batch.size > 1) this.#remember(missing, { payloads, era });
    }
    if (own.length > 0) return this.#ofViewers(batch, { own, payloads });
    const shared = toFrames(batch, payloads);
    return Object.assign(() => shared, { shared });
  }

  /** Starts them all: nobody waits for the execution of another. */
  #ofViewers(batch: Batch, { own, payloads }: { own: readonly Entry[]; payloads: Payloads }): FramesOf {
    const frames = new Map<string, Promise<Frames>>();
    for (const [viewer, members] of Map.groupBy(batch.members(), viewerOf)) {
      const payer = userIdOf(members[0]);
      const { budgets, costOf } = this.#kind;
      if (!budgets.spend(payer, costOf(valuesOf(own)))) continue;
      const all = new Map(payloads);
      const executed = this.#executeFor(payer, own, { members: () => members, payloads: all }).then(
        () => toFrames(batch, all),
        (error: unknown) => {
          this.#options.onError(error);
          return undefined;
        },
      );
      frames.set(viewer, executed);
    }
    return (member) => frames.get(viewerOf(member));
  }

  /** Takes a share from each of a few who is left something. It is the work of one of those, who has nothing else under way if there is such. */
  #payerOf(entries: readonly Entry[], { members }: Batch): string | undefined {
    const { budgets, costOf } = this.#kind;
    const users = [...new Set(Array.from(members(), userIdOf))];
    const share = costOf(valuesOf(entries)) / users.length;
    const paying = users.filter((userId) => budgets.spend(userId, share));
    return paying.find((userId) => !budgets.isBusy(userId)) ?? paying[0];
  }

  /** When it is the payer's turn: what one of them has much of neither piles up nor makes others wait. */
  async #executeFor(payer: string, entries: readonly Entry[], executed: Executed): Promise<void> {
    const { budgets, costOf } = this.#kind;
    return budgets.run(payer, costOf(valuesOf(entries)), async () => {
      const later = turns.giveWay(payer);
      if (later) await later;
      const [somebody] = executed.members();
      if (!somebody) return;
      await this.#execute(entries, executed);
      const bytes = entries.reduce((sum, entry) => sum + (executed.payloads.get(entry)?.length ?? 0), 0);
      budgets.answered(payer, bytes);
    });
  }

  async #execute(entries: readonly Entry[], { members, payloads }: Executed): Promise<void> {
    const values = valuesOf(entries);
    const rendered = await askForAll(members(), (delegate) => this.#kind.render(values, delegate));
    for (const [at, entry] of entries.entries()) payloads.set(entry, rendered[at]);
  }

  #recall(entry: Entry): Buffer | undefined {
    return this.#remembered?.era === this.#options.memory.era ? this.#remembered.payloads.get(entry) : undefined;
  }

  #remember(entries: readonly Entry[], { payloads, era }: { payloads: Payloads; era: number }): void {
    const { memory } = this.#options;
    for (const entry of entries) {
      const payload = payloads.get(entry);
      if (!payload || memory.era !== era || !memory.take(payload.length)) continue;
      if (this.#remembered?.era !== memory.era) this.#remembered = { era: memory.era, payloads: new WeakMap() };
      this.#remembered.payloads.set(entry, payload);
    }
  }
}

/** In the order of the batch. What is gone is left out. */
function toFrames({ entries }: Batch, payloads: Payloads): FrameBatch {
  return new FrameBatch(entries.flatMap((entry) => payloads.get(entry) ?? []));
}

function valuesOf(entries: readonly Entry[]): object[] {
  return entries.flatMap(({ value }) => value ?? []);
}

function userIdOf(member: Subscriber | undefined): string {
  return member?.credentials.identity.userId ?? '';
}
