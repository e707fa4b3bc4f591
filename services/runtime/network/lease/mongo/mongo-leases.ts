import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import { reportTo } from '../../../kernel/errors/report-to.ts';
import type { LeaseHolder, Leases } from '../port.ts';
import type { Membership } from './membership.ts';

/** A name and who holds it, for as long as that member lives. */
interface LeaseDoc {
  _id: string;
  owner: string;
}

export interface MongoLeasesOptions {
  db: Db;
  membership: Membership;
  log: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Leases as documents that name a member. With each beat of the membership a process looks at who lives and what is free, takes what is missing to its
 * fair share, and gives up what it has too much of. Taking is a compare-and-set on the owner, so no two take the same.
 */
export function createMongoLeases({ db, membership, log }: MongoLeasesOptions): Leases {
  const leases = db.collection<LeaseDoc>('leases');

  return {
    async share(names, holder) {
      const held = new Set<string>();
      let heldAs = membership.id;
      let working: Promise<void> = Promise.resolve();
      let closed = false;

      const tell = async (what: keyof LeaseHolder, name: string): Promise<void> => {
        try {
          await holder[what](name);
        } catch (error) {
          log.error({ err: error, lease: name }, 'the holder of a lease failed');
        }
      };
      const lose = async (lost: readonly string[]) => {
        for (const name of lost) held.delete(name);
        await Promise.all(lost.map((name) => tell('lost', name)));
      };
      const gain = async (name: string) => {
        held.add(name);
        await tell('gained', name);
      };
      const giveUp = async (given: readonly string[]) => {
        await lose(given);
        if (given.length > 0) await leases.deleteMany({ _id: { $in: [...given] }, owner: heldAs });
      };

      /** The names in an order of this member's own: those who come at once do not all reach for the same. */
      const inOwnOrder = (free: readonly string[]) => {
        const turn = Number.parseInt(heldAs.slice(0, 8), 16) % (names.length || 1);
        const rank = (name: string) => (names.indexOf(name) - turn + names.length) % names.length;
        return free.toSorted((a, b) => rank(a) - rank(b));
      };

      const take = async (name: string, before: string | undefined): Promise<boolean> => {
        const owner = before ?? { $exists: false };
        try {
          const taken = await leases.updateOne(
            { _id: name, owner } as object,
            { $set: { owner: heldAs } },
            { upsert: before === undefined },
          );
          return taken.modifiedCount + taken.upsertedCount === 1;
        } catch (error) {
          if ((error as { code?: unknown }).code === 11_000) return false;
          throw error;
        }
      };

      const balance = async (): Promise<void> => {
        if (heldAs !== membership.id) {
          await lose([...held]);
          heldAs = membership.id;
        }
        const [living, docs] = await Promise.all([
          membership.living(),
          leases.find({ _id: { $in: [...names] } }).toArray(),
        ]);
        const owners = new Map(docs.map(({ _id, owner }) => [_id, owner]));
        await lose([...held].filter((name) => owners.get(name) !== heldAs));
        const holders = new Set([heldAs, ...living]);
        const fair = Math.ceil(names.length / holders.size);
        for (const name of names) if (owners.get(name) === heldAs && !held.has(name)) await gain(name);
        await giveUp([...held].slice(fair));
        const free = names.filter((name) => !living.has(owners.get(name) ?? '') && !held.has(name));
        for (const name of inOwnOrder(free)) {
          if (held.size >= fair || closed) return;
          if (await take(name, owners.get(name))) await gain(name);
        }
      };

      const next = (work: () => Promise<void>): Promise<void> => {
        working = working.then(work).catch(reportTo(log, 'leases could not be looked at'));
        return working;
      };
      let waiting = false;
      const stop = membership.onBeat(() => {
        if (waiting) return;
        waiting = true;
        void next(async () => {
          waiting = false;
          if (!closed) await balance();
        });
      });
      await next(balance);

      let closing: Promise<void> | undefined;
      return {
        holds: (name) => held.has(name) && heldAs === membership.id && membership.isAlive(),
        close() {
          closed = true;
          stop();
          closing ??= next(() => giveUp([...held]));
          return closing;
        },
      };
    },
  };
}
