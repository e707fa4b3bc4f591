/** A service of the browser is missing, refuses, or does not answer. It says nothing of the network. */
export class BrowserFailure extends Error {
  override readonly name = 'BrowserFailure';
}

/**
 * For an answer of a service of the browser, in milliseconds. Healthy ones take a few hundredths of a second, a cold disk a second, and four where a
 * machine has ten times more to do than it can.
 */
export const ANSWER_MS = 6_000;

/** The time is counted in as many pieces: one that passed while the page was suspended or busy counts once. */
const PIECES = 4;

export interface Limit<T> {
  limitMs?: number;
  /** Gets what comes after the limit, to put it away. */
  onLate?(result: T): void;
}

/** Resolves and rejects as `work` does. Rejects with `BrowserFailure` where it does neither within the limit. */
export function within<T>(work: Promise<T>, { limitMs = ANSWER_MS, onLate }: Limit<T> = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    let pieces = 0;
    let timer = setTimeout(tick, limitMs / PIECES);
    function tick(): void {
      pieces += 1;
      if (pieces < PIECES) timer = setTimeout(tick, limitMs / PIECES);
      else reject(new BrowserFailure('the browser does not answer'));
    }
    work.then(
      (result) => {
        clearTimeout(timer);
        if (pieces < PIECES) resolve(result);
        else onLate?.(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
