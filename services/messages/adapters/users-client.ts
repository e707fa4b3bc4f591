import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { foldName } from '@confab/runtime/kernel/names/name';
import { type Call, withCall } from '@confab/runtime/network/rpc/call';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import { LRUCache } from 'lru-cache';
import type { UserDirectory } from '../application/ports.ts';

export interface UsersClientOptions {
  rpc: Rpc;
  clock: Clock;
  /** Names that are remembered. */
  cacheSize: number;
}

/**
 * How long it is remembered that a name belonged to nobody, and that no longer one began with it.
 */
const LATELY_MS = 5_000;

/** What was found out of a name lately. */
interface Lately {
  untilMs: number;
  /** No longer name begins with it. */
  isFinal: boolean;
}

/**
 * Asks the auth service. A name that belongs to somebody does so for ever, so it is remembered. One
 * that belongs to nobody is remembered for some seconds, and for mentions alone. A text of a script
 * without spaces goes on behind the name, so that each asks for names that nobody has asked for:
 * where it is known that no name goes on behind a shorter one, all of these belong to nobody.
 */
export function createUsersClient({ rpc, clock, cacheSize }: UsersClientOptions): UserDirectory {
  const auth = rpc.client(AuthService);
  const known = new LRUCache<string, string>({ max: cacheSize });
  const lately = new LRUCache<string, Lately>({ max: cacheSize });

  const ask = async (usernames: string[], { token, correlationId }: Call, withFinalUsernames: boolean) => {
    const call = token === undefined ? { correlationId } : { token, correlationId };
    const { users, finalUsernames } = await auth.getUsers({ usernames, withFinalUsernames }, withCall(call));
    for (const { id, username } of users) known.set(foldName(username), id);
    return new Set(finalUsernames);
  };
  const idsOf = (names: readonly string[]): Map<string, string> =>
    new Map(
      names.flatMap((name) => {
        const id = known.get(name);
        return id === undefined ? [] : [[name, id] as const];
      }),
    );

  /** Those of the names of which too little is known, the shortest first. */
  const toAsk = (names: readonly string[]): string[] => {
    const now = clock.monotonic();
    const final: string[] = [];
    const asked: string[] = [];
    for (const name of names.toSorted((one, other) => one.length - other.length)) {
      if (final.some((shorter) => name.startsWith(shorter))) continue;
      const last = lately.get(name);
      if (!last || last.untilMs <= now) asked.push(name);
      else if (last.isFinal) final.push(name);
    }
    return asked;
  };

  return {
    async idsByName(names, call) {
      const unknown = names.filter((name) => !known.has(name));
      if (unknown.length > 0) await ask(unknown, call, false);
      return idsOf(names);
    },
    async idsMentioned(names, call) {
      const asked = toAsk(names);
      if (asked.some((name) => !known.has(name))) {
        const final = await ask(asked, call, true);
        const untilMs = clock.monotonic() + LATELY_MS;
        for (const name of asked) lately.set(name, { untilMs, isFinal: final.has(name) });
      }
      return idsOf(names);
    },
  };
}
