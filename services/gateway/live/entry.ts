/** One event as a feed hands it on. Shared by everybody who gets it. */
export interface Entry {
  /** 1, 2, 3 … in this run of the feed, ephemeral events included. */
  readonly index: number;
  /** Which of the feed's streams, and its number there; -1 and 0 for an ephemeral event. */
  readonly stream: number;
  readonly seq: number;
  /** The feed's position behind it. */
  readonly positions: readonly number[];
  /** What GraphQL is executed on; undefined for what clients are not shown. */
  readonly value: object | undefined;
  /** Id of the message that this event changes: what was shown of it before is out of date. */
  readonly outdates?: string | undefined;
  /** Is the arrival of this event at a device to be reported? */
  readonly receipt: boolean;
  /** Rough size in bytes. */
  readonly weight: number;
  /** Only for this user; undefined: for every subscriber. */
  readonly audience: string | undefined;
}
