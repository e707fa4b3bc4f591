import { within } from '../../../shared/browser/limit.ts';
import { type Locks, request } from '../../../shared/browser/locks.ts';

export interface LeadershipOptions {
  /** Undefined where the browser has none for this page: there every tab leads. */
  locks: Locks | undefined;
  /** The office, the same for all tabs that share it. */
  name: string;
  onElected(): void;
  /** Another tab took over, because this one seemed to be dead. It stands for election again. */
  onDeposed(): void;
  /** The browser does not give the office to anybody: it refuses locks, or does not answer. Nothing follows any more. */
  onRefused(): void;
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
export function standForElection({ locks, name, onElected, onDeposed, onRefused }: LeadershipOptions): Leadership {
  let candidacy: Candidacy | null = null;

  function stand(steal: boolean): void {
    if (!locks) {
      onElected();
      return;
    }
    const mine: Candidacy = { abort: new AbortController(), release: null };
    candidacy = mine;
    let grant: () => void;
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    const hold = () =>
      new Promise<void>((resolve) => {
        if (candidacy !== mine) return resolve();
        mine.release = resolve;
        grant();
        onElected();
      });
    // What is stolen is granted at once, or never.
    if (steal) within(granted).catch(() => candidacy === mine && refused());
    request(locks, name, steal ? { steal } : { signal: mine.abort.signal }, hold).catch(() => {
      // Given up from here.
      if (candidacy !== mine) return;
      // Only what was granted can be stolen by another tab.
      if (!mine.release) return refused();
      onDeposed();
      stand(false);
    });
  }

  function refused(): void {
    withdraw();
    onRefused();
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
 * Holds a lock for as long as this tab lives, so that others notice when it is gone. Resolves once it is held, with how to let go. Rejects where the
 * browser refuses it or does not answer: nobody else asks for it, so there is nothing to wait for.
 */
export function showLife(locks: Locks, name: string): Promise<() => void> {
  const held = new Promise<() => void>((resolve, reject) => {
    request(locks, name, {}, () => new Promise<void>((release) => resolve(release))).catch(reject);
  });
  return within(held, { onLate: (release) => release() });
}

/** Calls back once the tab that holds the lock is gone. Returns how to stop watching. */
export function watchLife(locks: Locks, name: string, onGone: () => void): () => void {
  const abort = new AbortController();
  request(locks, name, { signal: abort.signal }, async () => onGone()).catch(() => undefined);
  return () => abort.abort();
}
