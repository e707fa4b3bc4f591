/** The part of the Web Locks API that is used here. */
export type Locks = Pick<LockManager, 'request'>;

export interface LeadershipOptions {
  /** Undefined where the page is served without TLS: there every tab leads. */
  locks: Locks | undefined;
  /** The office, the same for all tabs that share it. */
  name: string;
  onElected(): void;
  /** Another tab took over, because this one seemed to be dead. It stands for election again. */
  onDeposed(): void;
}

export interface Leadership {
  /** Takes the office from a leader that does not answer. */
  takeOver(): void;
  /** Leaves for good, whether elected or not. */
  resign(): void;
}

interface Candidacy {
  abort: AbortController;
  release: (() => void) | null;
}

/**
 * Makes one of the tabs of this browser the leader. The browser holds the lock for it and passes it on when the tab is closed or
 * crashes, so no tab has to watch another for that; one that hangs or was suspended without a word can be deposed.
 */
export function standForElection({ locks, name, onElected, onDeposed }: LeadershipOptions): Leadership {
  let candidacy: Candidacy | null = null;

  function stand(steal: boolean): void {
    if (!locks) {
      onElected();
      return;
    }
    const mine: Candidacy = { abort: new AbortController(), release: null };
    candidacy = mine;
    const hold = () =>
      new Promise<void>((resolve) => {
        if (candidacy !== mine) return resolve();
        mine.release = resolve;
        onElected();
      });
    locks.request(name, steal ? { steal } : { signal: mine.abort.signal }, hold).catch(() => {
      // Given up from here, or stolen by another tab.
      if (candidacy !== mine) return;
      if (mine.release) onDeposed();
      stand(false);
    });
  }

  function withdraw(): void {
    const given = candidacy;
    candidacy = null;
    given?.release?.();
    given?.abort.abort();
  }

  stand(false);
  return {
    takeOver() {
      if (!locks || candidacy?.release) return;
      withdraw();
      stand(true);
    },
    resign: withdraw,
  };
}

/**
 * Holds a lock for as long as this tab lives, so that others notice when it is gone. Resolves once it is held, with how to let go.
 */
export function showLife(locks: Locks, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks.request(name, () => new Promise<void>((release) => resolve(release))).catch(reject);
  });
}

/** Calls back once the tab that holds the lock is gone. Returns how to stop watching. */
export function watchLife(locks: Locks, name: string, onGone: () => void): () => void {
  const abort = new AbortController();
  locks.request(name, { signal: abort.signal }, () => onGone()).catch(() => undefined);
  return () => abort.abort();
}
