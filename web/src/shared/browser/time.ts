/** A function that is to run at its time. */
export interface Timer {
  /** Keeps it from running, or from running again. May be called at any time and repeatedly. */
  cancel(): void;
}

/** Clocks and timers, in milliseconds. A browser lets timers of a page that is not shown run late. */
export interface Time {
  /** The time since 1970 by the user's clock, which may be wrong and may jump. */
  now(): number;
  /** The time since the page was opened. Never jumps back. */
  monotonic(): number;
  /** Runs a function once, after `ms`. */
  after(ms: number, run: () => void): Timer;
  /** Runs a function every `ms`, the first time after `ms`. */
  every(ms: number, run: () => void): Timer;
  /** Resolves after `ms`. */
  sleep(ms: number): Promise<void>;
}

/** The time of the page. Call it as `time.after(…)`: a simulation may replace it. */
export let time: Time = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { cancel: () => clearTimeout(timer) };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { cancel: () => clearInterval(timer) };
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Returns a number from 0 up to, but not including, 1: for spreading things out. */
export let random: () => number = () => Math.random();

/** Replaces time and chance of the page. Returns a function that puts the former ones back. */
export function replaceTime(other: { time: Time; random?: () => number }): () => void {
  const former = { time, random };
  ({ time, random = random } = other);
  return () => {
    ({ time, random } = former);
  };
}
