import type { Deaf } from './link-state.ts';

/** How a link is spoilt. */
export type LinkFault =
  | { kind: 'cut' }
  | { kind: 'delayed'; ms: number }
  | { kind: 'half-open'; deaf: Deaf }
  | { kind: 'reset' };

/**
 * What a schedule does to a system. Processes and links go by name; `mongo-primary` and `mongo-secondary` stand for whoever has that part when
 * the fault begins. Every fault ends by itself: what was killed is started again, what was stopped goes on, links are mended, clocks set right.
 */
export type Fault =
  | { kind: 'kill'; process: string }
  | { kind: 'freeze'; process: string }
  | { kind: 'step-down' }
  | { kind: 'restart'; backend: 'nats' | 'redis' | 'mongo'; signal: 'SIGTERM' | 'SIGKILL' }
  | { kind: 'link'; link: string; how: LinkFault }
  | { kind: 'clock'; process: string; offsetMs: number };

/** What faults can be done to. */
export interface FaultTargets {
  /** Replicas by what they are: `{ gateway: ['gateway-1', 'gateway-2'], … }`. */
  services: Readonly<Record<string, readonly string[]>>;
  /** Links by what they join: `{ 'rooms-nats': ['rooms-1~nats', …], … }`. A link of a process is named `<process>~…`. */
  links: Readonly<Record<string, readonly string[]>>;
}

/** A fault and when it happens, in milliseconds from the start of the run. */
export interface PlannedFault {
  fault: Fault;
  beginMs: number;
  /** When it is taken back, or the victim is started again. */
  endMs: number;
}

/** One line for people. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `SIGKILL ${fault.process}`;
    case 'freeze':
      return `SIGSTOP ${fault.process}`;
    case 'step-down':
      return 'step-down of the MongoDB primary';
    case 'restart':
      return `restart of ${fault.backend === 'mongo' ? 'all of MongoDB' : fault.backend} (${fault.signal})`;
    case 'link':
      return `link ${fault.link} ${describeLink(fault.how)}`;
    case 'clock':
      return `clock of ${fault.process} ${fault.offsetMs > 0 ? '+' : ''}${fault.offsetMs / 1000} s`;
  }
}

function describeLink(how: LinkFault): string {
  if (how.kind === 'delayed') return `delayed by ${how.ms} ms`;
  return how.kind === 'half-open' ? `half-open (deaf: ${how.deaf})` : how.kind;
}
