import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';
import type { Operation } from './operation.ts';

/** Tokens in a bucket and how long it takes to fill. */
interface Rate {
  capacity: number;
  windowMs: number;
}

/** An account is made or entered: each costs the server a slow hash. By address, as there is no user yet. */
const ENTRY: Rate = { capacity: 120, windowMs: 60_000 };
const ENTRY_FIELDS: ReadonlySet<string> = new Set(['register', 'login', 'resetPassword', 'invite']);
/** A session is renewed: by its token, which costs one small read. Apart from entries, so that invented tokens keep nobody behind the same address from signing in. */
const RENEWALS: Rate = { capacity: 3_000, windowMs: 60_000 };
const RENEWAL_FIELDS: ReadonlySet<string> = new Set(['refreshSession']);
/** What one user may ask for, by any number of sockets: far above what a person does, far below what one gateway can. */
const MUTATIONS: Rate = { capacity: 1_500, windowMs: 15_000 };
const READS: Rate = { capacity: 3_000, windowMs: 15_000 };
/** A search by words costs an index some milliseconds up to some hundred; somebody who types makes four a second. */
const SEARCHES: Rate = { capacity: 120, windowMs: 15_000 };
const SEARCH_FIELDS: ReadonlySet<string> = new Set(['searchMessages', 'allMessages']);
/** Texts of operations that were not seen before: a client has some dozens, and each is parsed and validated before it can be refused. */
const NEW_DOCUMENTS: Rate = { capacity: 300, windowMs: 60_000 };
/** Requests without a user, by address. */
const ANONYMOUS: Rate = { capacity: 600, windowMs: 60_000 };

export interface Asker {
  userId: string | undefined;
  address: string;
}

/** Whose limits are meant: the user's, or the address's where nobody is signed in. */
export function accountOf({ userId, address }: Asker): string {
  return userId ?? address;
}

export interface RateLimits {
  /** The same for a text that has to be parsed and validated first, whatever comes of it. */
  refuseDocument(asker: Asker): Promise<AppError | undefined>;
  /** Resolves to the refusal if the operation is one too many: RATE_LIMITED with `retryAfterMs`. */
  refuse(operation: Operation, asker: Asker): Promise<AppError | undefined>;
}

/** The same limits over both transports. `undefined` lifts them. */
export function createRateLimits(ephemeral: Ephemeral | undefined): RateLimits {
  const never = () => Promise.resolve(undefined);
  if (!ephemeral) return { refuse: never, refuseDocument: never };
  const take = async (bucket: string, { capacity, windowMs }: Rate, cost: number) => {
    const retryAfterMs = await ephemeral.take(`gateway:${bucket}`, {
      capacity,
      windowMs,
      cost: Math.min(cost, capacity),
    });
    if (retryAfterMs <= 0) return undefined;
    return new AppError('RATE_LIMITED', 'Too many requests. Wait a moment.', { retryAfterMs });
  };
  return {
    refuseDocument: (asker) => take(`documents:${accountOf(asker)}`, NEW_DOCUMENTS, 1),
    async refuse({ type, fields }, { userId, address }) {
      const entries = fields.filter((field) => ENTRY_FIELDS.has(field)).length;
      const renewals = fields.filter((field) => RENEWAL_FIELDS.has(field)).length;
      const refused =
        (entries > 0 ? await take(`entry:${address}`, ENTRY, entries) : undefined) ??
        (renewals > 0 ? await take(`renewals:${address}`, RENEWALS, renewals) : undefined);
      if (refused || (userId === undefined && entries + renewals > 0)) return refused;
      if (userId === undefined) return take(`anonymous:${address}`, ANONYMOUS, 1);
      if (type === 'mutation') return take(`mutations:${userId}`, MUTATIONS, fields.length || 1);
      const searches = fields.filter((field) => SEARCH_FIELDS.has(field)).length;
      const tooMany = searches > 0 ? await take(`searches:${userId}`, SEARCHES, searches) : undefined;
      return tooMany ?? take(`reads:${userId}`, READS, 1);
    },
  };
}
