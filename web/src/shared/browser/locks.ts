import { within } from './limit.ts';

/** The part of the Web Locks API that is used here. */
export type Locks = Pick<LockManager, 'request'>;

/** The locks of this browser. Undefined where it has none for this page: without TLS it has not. */
export function browserLocks(): LockManager | undefined {
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}

export interface TurnOptions {
  locks?: Locks | undefined;
  /** How long another tab is waited for, in milliseconds. */
  limitMs?: number;
}

/**
 * Runs `run` while no other tab of this browser runs anything under the name, once. It runs without its turn where the browser has no locks,
 * refuses one, or does not grant it in time: a tab that was frozen keeps its locks. Settles as `run` does, never with an error of the browser.
 */
export async function inTurn<T>(name: string, run: () => Promise<T>, options: TurnOptions = {}): Promise<T> {
  const { locks = browserLocks(), limitMs } = options;
  if (!locks) return run();
  let running: Promise<T> | undefined;
  const start = () => {
    running ??= run();
    return running;
  };
  const waiting = new AbortController();
  const turn = new Promise<void>((resolve, reject) => {
    request(locks, name, { signal: waiting.signal }, async () => {
      // A lock that comes too late is of no use any more.
      if (running) return;
      resolve();
      await start().catch(() => undefined);
    }).catch(reject);
  });
  await within(turn, limitMs === undefined ? {} : { limitMs }).catch(() => waiting.abort());
  return start();
}

/** Holds a lock, together with whoever else holds it so, until a promise is settled. Does nothing where there are no locks. */
export function holdShared(name: string, until: Promise<void>): void {
  const locks = browserLocks();
  if (locks) request(locks, name, { mode: 'shared' }, () => until).catch(() => undefined);
}

/** Whether some tab of this browser holds the lock; false where the browser does not say so. */
export async function isHeld(name: string): Promise<boolean> {
  const locks = browserLocks();
  if (!locks) return false;
  const held = await within(Promise.resolve().then(() => locks.query())).catch(() => undefined);
  return held?.held?.some((lock) => lock.name === name) ?? false;
}

/** Asks for a lock. Rejects, and never throws, where the browser refuses it. */
export async function request(
  locks: Locks,
  name: string,
  options: LockOptions,
  hold: () => Promise<void> | undefined,
): Promise<void> {
  await locks.request(name, options, hold);
}
