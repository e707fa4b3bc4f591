import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import type { Clock } from '../../../kernel/clock/port.ts';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { MemberDoc } from '../../../kernel/member-doc.ts';

const BEAT_MS = 1_500;
/** With the look of the others every `BEAT_MS`, what a dead process held is taken over within 8 s. */
const LIFE_MS = 6_000;
/** A process doubts its own membership this much before the others may, for what happens between asking and acting. */
const MARGIN_MS = 500;

/** This run of the process among all that serve the same. */
export interface Membership {
  /** A new one each time this process was silent for so long that others took it for dead. */
  readonly id: string;
  /** Whether nobody can have taken it for dead yet. Judged by the clock of this process since the last beat was sent that has arrived. */
  isAlive(): boolean;
  /** Asks the database: resolves once it lives, under a new id where the old one was given up. UNAVAILABLE while the database does not answer. */
  ready(): Promise<void>;
  /** Ids of all that live now, this one included. */
  living(): Promise<Set<string>>;
  /** Called after each beat that arrived, and when the id has changed. */
  onBeat(listener: () => void): () => void;
  /** What it held is free for the others at once. Idempotent. */
  leave(): Promise<void>;
}

export interface MembershipOptions {
  db: Db;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Joins the members of a service. Times are the server's: clocks of the processes do not matter. A member whose time has run out never beats again:
 * it joins anew.
 */
export async function joinMembers({ db, clock, log }: MembershipOptions): Promise<Membership> {
  const members = db.collection<MemberDoc>('members');
  const listeners = new Set<() => void>();
  const until = [{ $set: { until: { $add: ['$$NOW', LIFE_MS] } } }];
  let id = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let beating: Promise<void> | undefined;
  let left = false;

  const join = async (): Promise<void> => {
    const now = clock.monotonic();
    const fresh = crypto.randomUUID();
    await members.updateOne({ _id: fresh }, until, { upsert: true });
    if (id !== '') log.warn({ member: fresh, before: id }, 'this process was taken for dead and joins anew');
    id = fresh;
    sentAt = now;
    await members.deleteMany({ $expr: { $lt: ['$until', { $subtract: ['$$NOW', 60 * LIFE_MS] }] } });
  };

  const send = async (): Promise<void> => {
    const now = clock.monotonic();
    const { matchedCount } = await members.updateOne({ _id: id, $expr: { $gt: ['$until', '$$NOW'] } }, until);
    if (matchedCount === 1) sentAt = now;
    else await join();
  };

  const beat = (): Promise<void> => {
    beating ??= send()
      .then(() => {
        for (const listener of listeners) listener();
      })
      .finally(() => {
        beating = undefined;
      });
    return beating;
  };

  await join();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ err: error }, 'a sign of life did not reach the database'));
  }, BEAT_MS);
  timer.unref();

  const isAlive = () => !left && clock.monotonic() - sentAt < LIFE_MS - MARGIN_MS;
  return {
    get id() {
      return id;
    },
    isAlive,
    async ready() {
      if (left) throw new AppError('UNAVAILABLE', 'The service is stopping.');
      try {
        await beat();
      } catch (cause) {
        throw new AppError('UNAVAILABLE', 'The database does not answer right now. Try again.', { cause });
      }
    },
    async living() {
      const found = await members.find({ $expr: { $gt: ['$until', '$$NOW'] } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },
    onBeat(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async leave() {
      if (left) return;
      left = true;
      clearInterval(timer);
      await beating?.catch(() => undefined);
      await members.deleteOne({ _id: id }).catch((error: unknown) => log.warn({ err: error }, 'could not leave'));
    },
  };
}
