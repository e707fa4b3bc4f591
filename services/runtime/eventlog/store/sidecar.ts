/** A snapshot as it is stored: `state` is JSON. */
export type EncodedSnapshot = readonly [stream: string, seq: number, version: number, state: string];

/** What rides along with the next batch. */
export interface Extras {
  checkpoints: readonly (readonly [consumer: string, position: number])[];
  snapshots: readonly EncodedSnapshot[];
}

/** Checkpoints and snapshots that wait for the next batch; only the last of each is kept. */
export interface Sidecar {
  readonly isEmpty: boolean;
  setCheckpoint(consumer: string, position: number): void;
  /** One that is not yet known to be on disk. */
  checkpoint(consumer: string): number | undefined;
  setSnapshot(snapshot: EncodedSnapshot): void;
  take(): Extras;
  /** After the batch that carried them is on disk. */
  written(): void;
  /** After a batch that failed: what was not overtaken waits again. */
  giveBack(extras: Extras): void;
}

export function createSidecar(): Sidecar {
  let checkpoints = new Map<string, number>();
  let snapshots = new Map<string, EncodedSnapshot>();
  let sending = new Map<string, number>();

  return {
    get isEmpty() {
      return checkpoints.size === 0 && snapshots.size === 0;
    },
    setCheckpoint(consumer, position) {
      checkpoints.set(consumer, position);
    },
    checkpoint: (consumer) => checkpoints.get(consumer) ?? sending.get(consumer),
    setSnapshot(snapshot) {
      snapshots.set(snapshot[0], snapshot);
    },
    take() {
      const extras = { checkpoints: [...checkpoints], snapshots: [...snapshots.values()] };
      sending = checkpoints;
      checkpoints = new Map();
      snapshots = new Map();
      return extras;
    },
    written() {
      sending = new Map();
    },
    giveBack(extras) {
      sending = new Map();
      for (const [consumer, position] of extras.checkpoints) {
        if (!checkpoints.has(consumer)) checkpoints.set(consumer, position);
      }
      for (const snapshot of extras.snapshots) {
        if (!snapshots.has(snapshot[0])) snapshots.set(snapshot[0], snapshot);
      }
    },
  };
}
