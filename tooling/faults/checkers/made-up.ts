import { crc32 } from 'node:zlib';
import type { Attempt, LoggedEvent, Outcome, Sighting, Watch } from '../history.ts';

/** Evidence made up for the checkers' own tests: one room `r`, written by `ann`. */
export const STREAMS = ['room-r', 'timeline-r'];

export function cursor(...positions: number[]): string {
  const body = JSON.stringify([1, 'room', 'r', positions.map(() => 'e'), positions]);
  return Buffer.from(crc32(body).toString(16).padStart(8, '0') + body).toString('base64url');
}

export const acknowledged = (messageId: string): Outcome => ({ kind: 'acknowledged', messageId });
export const REFUSED: Outcome = { kind: 'refused', code: 'FORBIDDEN' };
export const UNKNOWN: Outcome = { kind: 'unknown', why: 'timeout' };

export function attempt(key: string, outcome: Outcome): Attempt {
  return { actor: 'ann', key, to: 'war', text: `text of ${key}`, beganMs: 0, endedMs: 1, outcome };
}

/** A log of messages with these keys; `undefined` is an event that shows nothing. */
export function timeline(...keys: (string | undefined)[]): LoggedEvent[] {
  return keys.map((key, index) =>
    key === undefined
      ? { stream: 'timeline-r', seq: index + 1, type: 'Noted', actor: 'ann', data: {} }
      : {
          ...{ stream: 'timeline-r', seq: index + 1, type: 'MessagePosted', actor: 'ann' },
          data: { authorId: 'ann', text: `text of ${key}`, idempotencyKey: key, roomName: 'war' },
        },
  );
}

export const logOf = (...events: LoggedEvent[]) => Map.groupBy(events, ({ stream }) => stream);

/** An event of the timeline at this seq. */
export function saw(seq: number, changes: Partial<Extract<Sighting, { kind: 'event' }>> = {}): Sighting {
  return { kind: 'event', type: 'MessagePosted', cursor: cursor(1, seq), id: `r-${seq}`, text: `${seq}`, ...changes };
}

export const opened = (seq: number, resumed = false): Sighting => ({
  kind: 'opened',
  resumed,
  cursor: cursor(1, seq),
});

export const watch = (subscriber: string, ...sightings: Sighting[]): Watch => ({
  ...{ subscriber, feed: 'room war', streams: STREAMS, sightings },
});
