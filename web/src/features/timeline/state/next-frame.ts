import { time } from '../../../shared/browser/time.ts';

/** The longest wait for a frame, in milliseconds: a page that is not shown draws none. */
const LONGEST_WAIT_MS = 250;

/** Runs a function once, right before the next frame is drawn, or a moment later where none is. */
export function onNextFrame(run: () => void): void {
  const once = () => {
    cancelAnimationFrame(frame);
    timer.cancel();
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = time.after(LONGEST_WAIT_MS, once);
}
