/** Where tests look for it. */
export { createManualClock, type ManualClock } from '../kernel/clock/manual.ts';
