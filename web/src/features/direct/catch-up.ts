export interface CatchUpOptions<S, E> {
  fetch(): Promise<S>;
  onSnapshot(snapshot: S): void;
  onError(error: unknown): void;
  /** Applies one event; does nothing if the snapshot holds it already. */
  apply(event: E): void;
}

export interface CatchUp<E> {
  /** Loads a snapshot, to be put in the place of what was held. One that is overtaken by a later one is thrown away. */
  load(): Promise<void>;
  /** Applies an event; one that comes while a snapshot is on its way waits for it. */
  take(event: E): void;
}

/** Brings a snapshot that takes a while to load and the events that come meanwhile into order. */
export function createCatchUp<S, E>({ fetch, onSnapshot, onError, apply }: CatchUpOptions<S, E>): CatchUp<E> {
  let waiting: E[] | null = null;

  return {
    async load() {
      const mine: E[] = [];
      waiting = mine;
      try {
        const snapshot = await fetch();
        if (waiting !== mine) return;
        onSnapshot(snapshot);
      } catch (error) {
        if (waiting !== mine) return;
        onError(error);
      }
      waiting = null;
      for (const event of mine) apply(event);
    },
    take(event) {
      if (waiting) waiting.push(event);
      else apply(event);
    },
  };
}
