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
      const { promise: decided, resolve: done } = Promise.withResolvers<void>();
      const over = ready.then(() => decided);
      for (const stream of streams) last.set(stream, over);
      over.then(() => {
        for (const stream of streams) if (last.get(stream) === over) last.delete(stream);
      });
      return { ready, done };
    },
  };
}
