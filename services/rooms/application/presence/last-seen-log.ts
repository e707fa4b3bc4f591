import type { EventStore } from '@confab/runtime/eventlog/store/port';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { lastSeenStream, type UserWentOffline } from '../../domain/presence/last-seen.ts';
import { LAST_SEEN, type LastSeenDoc } from '../projections/last-seen.ts';

/** Writes under way at a time; together they share a commit or two. */
const AT_ONCE = 64;
const ATTEMPTS = 3;

/** When users were seen last. */
export interface LastSeenLog {
  /** Notes that the user is offline from now on; written in the background. */
  record(userId: string): void;
  /** Milliseconds since 1970 in UTC, by user; users never seen to leave are left out. */
  of(userIds: readonly string[]): Promise<Map<string, number>>;
  /** Resolves when everything recorded is on disk or was given up. */
  idle(): Promise<void>;
}

/**
 * Appends past the command runner: nothing is decided here, and thousands of users who leave
 * together would push the states of rooms out of its cache. A failed write loses one "last seen",
 * nothing else, and is reported.
 */
export function createLastSeenLog(deps: {
  store: EventStore;
  clock: Clock;
  ids: Ids;
  onError(error: unknown): void;
}): LastSeenLog {
  const { store, clock, ids } = deps;
  const unwritten = new Map<string, number>();
  let draining: Promise<void> | undefined;

  const append = async (userId: string, atMs: number): Promise<void> => {
    const stream = lastSeenStream(userId);
    const event: UserWentOffline = { type: 'UserWentOffline', data: { atMs } };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const commandId = ids.next();
      const position = { id: ids.next(), stream, seq: (await store.head(stream)) + 1, version: 1, atMs: clock.now() };
      const outcome = await store.commit({
        actor: 'system',
        commandId,
        command: 'RecordLastSeen',
        result: null,
        events: [{ ...position, ...event, actor: 'system', commandId, correlationId: commandId }],
      });
      if (outcome.kind !== 'conflict') return;
    }
  };
  const write = async ([userId, atMs]: [string, number]): Promise<void> => {
    try {
      await append(userId, atMs);
    } catch (error) {
      deps.onError(error);
    }
    if (unwritten.get(userId) === atMs) unwritten.delete(userId);
  };
  const drain = async (): Promise<void> => {
    while (unwritten.size > 0) await Promise.all([...unwritten].slice(0, AT_ONCE).map(write));
    draining = undefined;
  };

  return {
    record(userId) {
      unwritten.set(userId, clock.now());
      draining ??= Promise.resolve().then(drain);
    },
    async of(userIds) {
      const docs = await store.projections.getMany<LastSeenDoc>(
        LAST_SEEN,
        userIds.map((userId) => [userId]),
      );
      const seen = new Map<string, number>();
      userIds.forEach((userId, i) => {
        const atMs = unwritten.get(userId) ?? docs[i]?.atMs;
        if (atMs !== undefined) seen.set(userId, atMs);
      });
      return seen;
    },
    idle: async () => draining,
  };
}
