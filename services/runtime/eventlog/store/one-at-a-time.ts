/** Work that costs too much to be done twice at once: rebuilds and verifications. */
export interface OneAtATime {
  /** Does the work once that before it has ended, however it did. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once what was asked for by now has ended. */
  idle(): Promise<unknown>;
}

export function createOneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const done = last.then(work, work);
      last = done.catch(() => undefined);
      return done;
    },
    idle: () => last,
  };
}
