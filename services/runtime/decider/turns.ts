/** The place of a command among those that are decided again. */
export interface Turn {
  /** Resolves when all that joined before on any of the same streams are done. */
  ready: Promise<unknown>;
  done(): void;
}

/** Keeps commands that are decided again in the order in which they were first decided. */
export interface Turns {
  join(streams: readonly string[]): Turn;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    join(streams) {
      const ready = Promise.all(streams.map((stream) => last.get(stream)));
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const stream of streams) last.set(stream, promise);
      return {
        ready,
        done() {
          for (const stream of streams) if (last.get(stream) === promise) last.delete(stream);
          resolve();
        },
      };
    },
  };
}
