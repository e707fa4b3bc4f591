import { type Clock, systemClock } from './port.ts';
import { systemTimers, type Timers } from './timers.ts';

/** A clock, and timers that go by it. */
export interface Time extends Clock, Timers {}

/** That of the machine. */
export const systemTime: Time = { ...systemClock, ...systemTimers };

/**
 * The time of this process: all waiting goes through it, and so does measuring how long something takes. Code that is given a `Clock` asks that one for the
 * time. It is to be used as `time.after(…)`, never taken apart, so that a simulation can put its own in place.
 */
export let time: Time = systemTime;

/** Puts another time in place, before anything waits: a timer stays with the time that it was set in. Returns a function that puts the former one back. */
export function replaceTime(other: Time): () => void {
  const former = time;
  time = other;
  return () => {
    time = former;
  };
}
