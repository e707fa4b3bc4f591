import type { Pinning } from './pinning.ts';

/** What is measured side by side. */
export const SYSTEMS = ['confab', 'stock graphql-ws', 'Socket.IO', 'bare ws'] as const;
export type System = (typeof SYSTEMS)[number];

/**
 * What Confab's median has to reach: a number of its own, or, with `times`, so many times the peer's in the same run.
 * `atLeast` and `atMost` are included.
 */
export type Target = ({ atLeast: number } | { atMost: number }) & { times?: System };

/** One line of a case in the table. */
export interface Figure {
  /** With its unit. */
  label: string;
  /** Digits behind the point. */
  digits: number;
  targets?: readonly Target[];
}

/** By the key of the figure. A system may leave out what it does not have. */
export type Figures = Readonly<Record<string, number>>;

/** What a case is told about the run. */
export interface Bench {
  pinning: Pinning;
  /** Seconds instead of as long as good figures take. */
  isShort: boolean;
  /** How long the soak takes. */
  minutes: number;
  /** Only these are measured. */
  systems: readonly System[];
  /** A line for whoever waits. */
  progress(line: string): void;
}

/** A case whose data are there. */
export interface OpenCase {
  /** Starts the system afresh, measures it once and ends it. Rejects where the system refused or lost something that voids the run. */
  round(system: System): Promise<Figures>;
  close(): Promise<void>;
}

export interface BenchCase {
  /** What it is called on the command line. */
  name: string;
  /** One line. */
  measures: string;
  /** Those for which the case makes sense; Confab is among them. */
  systems: readonly System[];
  figures: Readonly<Record<string, Figure>>;
  /** Where one says as much as five do; absent: as many as the run is told. */
  rounds?: number;
  /** Makes what all rounds stand on. */
  open(bench: Bench): Promise<OpenCase>;
}
