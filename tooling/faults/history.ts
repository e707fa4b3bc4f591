/** How a request ended, as its sender knows it. What timed out, broke off, or was UNAVAILABLE may have happened or not. */
export type Outcome =
  | { kind: 'acknowledged'; messageId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'unknown'; why: string };

/** One request to post a message. A message has as many as it took; they share its key. */
export interface Attempt {
  /** Id of the author. */
  actor: string;
  /** Unique to the message, whoever its author is. */
  key: string;
  /** Name of the room, or of the user it is for. */
  to: string;
  text: string;
  /** Milliseconds from the start of the run. */
  beganMs: number;
  endedMs: number;
  outcome: Outcome;
}

/** What a subscription told, in the order of arrival. */
export type Sighting = Told & {
  /** Milliseconds from the start of the run. */
  atMs?: number;
};

type Told =
  | { kind: 'opened'; resumed: boolean; cursor: string }
  | { kind: 'reset'; cursor: string; reason: string }
  /** `id`: of the message or the user it is about. */
  | { kind: 'event'; type: string; cursor: string; id?: string; text?: string };

/** One subscriber's look at one feed, through all its sockets. */
export interface Watch {
  subscriber: string;
  /** `room war-1`, `inbox <user name>`. */
  feed: string;
  /** In the order of the cursor's positions. */
  streams: readonly string[];
  sightings: Sighting[];
}

/** What clients did and saw in a run. */
export interface History {
  /** Milliseconds since the run began. */
  now(): number;
  attempts: Attempt[];
  watches: Watch[];
  /** Sockets that were opened again and went on from a cursor, by whatever reason the one before had ended: `close 4451`, `dropped` … */
  reconnects: Map<string, number>;
}

export function createHistory(): History {
  const began = performance.now();
  return { now: () => performance.now() - began, attempts: [], watches: [], reconnects: new Map() };
}

/** An event as the log has it. */
export interface LoggedEvent {
  stream: string;
  seq: number;
  type: string;
  actor: string;
  data: Record<string, unknown>;
}

/** The whole log at the end of a run, by stream, each in its order. */
export type Log = ReadonlyMap<string, readonly LoggedEvent[]>;

/** What the checkers judge. */
export interface Evidence {
  attempts: readonly Attempt[];
  watches: readonly Watch[];
  log: Log;
}

/** A rule that every run has to keep. Returns a line for each violation; none: it is kept. */
export interface Checker {
  name: string;
  check(evidence: Evidence): string[];
}
