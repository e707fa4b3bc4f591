import { type Clock, systemClock } from './port.ts';
import { systemTimers, type Timers } from './timers.ts';

/** A clock, and the timers that run by it. */
export interface Time extends Clock, Timers {}

/** The time of the machine. */
export const systemTime: Time = { ...systemClock, ...systemTimers };

/**
 * The time of this process. All waiting goes through it, and so does measuring how long something
 * takes. Code that is given a `Clock` reads that clock instead. Call it as `time.after(…)` and keep
 * no part of it: a simulation may replace it.
 */
export let time: Time = systemTime;

/**
 * Replaces the time of this process. Returns a function that puts the former one back. A timer that
 * was set before stays with the former time, so a simulation does this before it starts anything.
 */
export function replaceTime(other: Time): () => void {
  const former = time;
  time = other;
  return () => {
    time = former;
  };
}
