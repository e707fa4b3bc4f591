import { time } from '../clock/time.ts';

/** Asks for the work of a key. */
export type Paced = (key: string) => void;

/**
 * Returns a function that does the work of a key at once, and again at most once in `everyMs`: whatever asks for it
 * meanwhile is one more time at the end of that. What is remembered grows with the keys of the last `everyMs` alone.
 */
export function createPaced({ everyMs, work }: { everyMs: number; work(key: string): void }): Paced {
  /** Keys whose time runs, and whether the work was asked for again since. */
  const running = new Map<string, boolean>();

  const ask = (key: string): void => {
    if (running.has(key)) {
      running.set(key, true);
      return;
    }
    running.set(key, false);
    time.after(everyMs, () => {
      const again = running.get(key);
      running.delete(key);
      if (again) ask(key);
    });
    work(key);
  };
  return ask;
}
