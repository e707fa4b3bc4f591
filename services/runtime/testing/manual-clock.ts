/** Where tests look for it. */
export { createManualClock, type ManualClock } from '../clock/manual.ts';
