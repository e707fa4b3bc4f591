import { onScopeDispose } from 'vue';

/** Whether a composition of an input method ended in the present task: what it wrote is in the field from then on. */
let hasJustEnded = false;

document.addEventListener(
  'compositionend',
  () => {
    hasJustEnded = true;
    setTimeout(() => {
      hasJustEnded = false;
    });
  },
  { capture: true },
);

/**
 * How long to wait for more to be typed before something is searched for, in milliseconds: not at all where an input
 * method has just written a word, which is one step for whoever types. While it is being composed, fields say nothing.
 */
export function typingPause(usualMs: number): number {
  return hasJustEnded ? 0 : usualMs;
}

/** Runs the last of what it is given once typing pauses, and nothing after the caller's scope has ended. */
export function useTypingPause(usualMs: number): { later(run: () => void): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  onScopeDispose(cancel);
  return {
    cancel,
    later(run) {
      cancel();
      timer = setTimeout(run, typingPause(usualMs));
    },
  };
}
