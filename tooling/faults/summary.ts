import { isEphemeral } from './checkers/shown-events.ts';
import type { History } from './history.ts';

/** What happened in a run, in figures. */
export interface Summary {
  messages: number;
  acknowledged: number;
  refused: number;
  unknown: number;
  deliveries: number;
  resumes: number;
  resets: number;
  /** Longest time without an acknowledgement of anything, in milliseconds. */
  longestOutageMs: number;
}

export function summarise({ attempts, watches }: History): Summary {
  const count = (kind: string) => attempts.filter(({ outcome }) => outcome.kind === kind).length;
  const sightings = watches.flatMap((watch) => watch.sightings);
  const acknowledgedAt = attempts
    .filter(({ outcome }) => outcome.kind === 'acknowledged')
    .map(({ endedMs }) => endedMs)
    .sort((one, other) => one - other);
  const gaps = acknowledgedAt.map((ms, index) => ms - (acknowledgedAt[index - 1] ?? 0));
  return {
    messages: new Set(attempts.map(({ key }) => key)).size,
    acknowledged: count('acknowledged'),
    refused: count('refused'),
    unknown: count('unknown'),
    deliveries: sightings.filter((one) => one.kind === 'event' && !isEphemeral(one.type)).length,
    resumes: sightings.filter((one) => one.kind === 'opened' && one.resumed).length,
    resets: sightings.filter(({ kind }) => kind === 'reset').length,
    longestOutageMs: gaps.reduce((longest, gap) => Math.max(longest, gap), 0),
  };
}
