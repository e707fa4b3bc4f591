import type { Subscription } from '../live/port.ts';

/** What may be lost: typing, counters of rate limits. Nothing here is ever the only copy of a fact. */
export interface Ephemeral {
  publish(topic: string, payload: object): void;
  subscribe(topic: string, handler: (payload: object) => void): Promise<Subscription>;
  /**
   * Takes `cost` from a token bucket that holds at most `capacity` and refills evenly within `windowMs`. Returns 0 when it was granted, else
   * the milliseconds until it would be. A bucket that nobody touches for a window is forgotten. A negative cost gives back what was taken for
   * something that did not happen, up to the capacity.
   */
  take(bucket: string, options: { capacity: number; windowMs: number; cost?: number }): Promise<number>;
  close(): Promise<void>;
}
