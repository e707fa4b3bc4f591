import type { Clock } from '@confab/runtime/kernel/clock/port';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Lobby } from './lobby/lobby.ts';
import type { Timelines } from './ports.ts';

const CHUNK = 500;
const RETRY_MS = 2_000;

/**
 * Newest activity of rooms, for ordering them: asked for once after the start, reported from then
 * on. Kept in memory only.
 */
export interface Activity {
  report(lastActivityAtMs: Readonly<Record<string, number>>): void;
  /**
   * Asks for the past if that has not worked yet; the messages service may start after this one.
   */
  sweep(): void;
}

export function createActivity(deps: {
  lobby: Lobby;
  timelines: Timelines;
  clock: Clock;
  onError(error: unknown): void;
}): Activity {
  const { lobby, timelines, clock } = deps;
  let nextAttemptAt = Number.NEGATIVE_INFINITY;

  const report: Activity['report'] = (lastActivityAtMs) => {
    for (const [roomId, atMs] of Object.entries(lastActivityAtMs)) lobby.reportActivity(roomId, atMs);
  };
  const load = async (): Promise<void> => {
    const ids = lobby.ids();
    for (let from = 0; from < ids.length; from += CHUNK) {
      report(await timelines.lastActivity(ids.slice(from, from + CHUNK)));
    }
  };
  return {
    report,
    sweep() {
      if (clock.monotonic() < nextAttemptAt) return;
      nextAttemptAt = Number.POSITIVE_INFINITY;
      load().catch((error: unknown) => {
        if (!isAppError(error, 'UNAVAILABLE')) deps.onError(error);
        nextAttemptAt = clock.monotonic() + RETRY_MS;
      });
    },
  };
}
