import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { LogPage } from './feed-source.ts';

/** An event in the log, with the stream of the feed it lies in. */
export interface Logged {
  stream: number;
  event: LiveEvent;
}

/**
 * Merges pages of several streams into one order by time, each stream in its own order. Between streams there is no order to keep; by time reads best.
 * Events behind `until` are left out: they come live.
 */
export function mergePages(pages: readonly (LogPage | undefined)[], until: readonly number[]): Logged[] {
  const queues = pages.map((page, stream) =>
    (page?.events ?? []).filter((event) => event.seq <= (until[stream] ?? 0)).map((event) => ({ stream, event })),
  );
  const next = queues.map(() => 0);
  const merged: Logged[] = [];
  for (;;) {
    let earliest: Logged | undefined;
    for (const [stream, queue] of queues.entries()) {
      const candidate = queue[next[stream] ?? 0];
      if (candidate && (!earliest || candidate.event.atMs < earliest.event.atMs)) earliest = candidate;
    }
    if (!earliest) return merged;
    next[earliest.stream] = (next[earliest.stream] ?? 0) + 1;
    merged.push(earliest);
  }
}
