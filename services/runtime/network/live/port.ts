/**
 * Live delivery of what was just committed, and of what is ephemeral. At most once: a subscriber that missed something reads the log.
 * Messages of one publisher on one subject arrive in the order of publishing.
 */
export interface LiveBus<Message> {
  /** Hands over a batch as one: subscribers get all its messages in one call. Never throws and never waits. */
  publish(subject: string, batch: readonly Message[]): void;
  /**
   * Resolves once the subscription is in force: everything published after that arrives. The handler must not throw and returns at once.
   */
  subscribe(subject: string, handler: (batch: readonly Message[]) => void): Promise<Subscription>;
  /** Calls back when the bus is there again after it was away: what was published meanwhile did not arrive. Returns how to stop it. */
  onInterrupted(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface Subscription {
  unsubscribe(): void;
}
