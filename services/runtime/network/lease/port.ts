/**
 * Shares out named work among the replicas of a service: each name is held by one process at a time, and every living process holds about
 * as many as the others. What a process that died held is taken over within 10 s.
 *
 * A lease is no lock: a process that stood still may act once more on what it has lost. It makes conflicts rare; what must never happen twice
 * needs a fence in the store.
 */
export interface Leases {
  /** Takes part in sharing out the names. Processes that name the same ones share them. */
  share(names: readonly string[], holder: LeaseHolder): Promise<LeaseShare>;
}

export interface LeaseHolder {
  /** From now on this process holds the lease. */
  gained(name: string): void | Promise<void>;
  /** It does no more. Where it gives the lease up by itself, nobody else has it before this has resolved. */
  lost(name: string): void | Promise<void>;
}

export interface LeaseShare {
  /** Whether this process holds the lease now. Answered from the clock: a process that stood still for too long knows at once. */
  holds(name: string): boolean;
  /** Gives all of them up, each after `lost`, and takes no more. Idempotent. */
  close(): Promise<void>;
}
