import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { timelineKind } from '../domain/timeline.ts';
import type { ActivitySink } from './ports.ts';

/** Passes on when something last happened in rooms. */
export interface ActivityReporter {
  /**
   * Takes note of committed events; at once or after the pause they are reported, all rooms
   * together.
   */
  note(events: readonly NewEvent[]): void;
  close(): void;
}

/**
 * At most one report in `intervalMs`, so no room is reported more often than that; the first after
 * a quiet time goes out at once. A report that fails is lost: the next message makes up for it.
 */
export function createActivityReporter({
  sink,
  clock,
  intervalMs,
  types,
}: {
  sink: ActivitySink;
  clock: Clock;
  intervalMs: number;
  /** Types of events that count as activity. */
  types: readonly string[];
}): ActivityReporter {
  let pending = new Map<string, number>();
  let timer: Timer | undefined;
  let reportedAt = Number.NEGATIVE_INFINITY;

  const report = (): void => {
    timer = undefined;
    reportedAt = clock.monotonic();
    const activity = pending;
    pending = new Map();
    sink.report(activity).catch(() => undefined);
  };

  return {
    note(events) {
      for (const { type, stream, data, atMs } of events) {
        if (!types.includes(type) || !('roomName' in data)) continue;
        pending.set(stream.slice(timelineKind.prefix.length), atMs);
      }
      if (pending.size === 0 || timer) return;
      timer = time.after(Math.max(0, reportedAt + intervalMs - clock.monotonic()), report);
    },
    close() {
      timer?.cancel();
      pending.clear();
    },
  };
}
