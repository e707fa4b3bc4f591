import type { Fault, FaultTargets, LinkFault, PlannedFault } from './fault.ts';
import { createRandom, type Random } from './random.ts';

/** At most so many faults at a time: more, and there is nothing left that could be wrong. */
const MOST_AT_ONCE = 3;
/** Before the first fault and after the last. */
const CALM_MS = 2_000;
const PAUSE_MS = { min: 800, max: 3_600 };
/** A member's life is 6 s and takeover is due in 10 s: some victims are away for less than either, some for longer. */
const AWAY_MS = { min: 500, max: 12_000 };
/** Beyond the life of a member, so that it wakes up as one that has lost its leases. */
const FROZEN_MS = { min: 1_000, max: 9_000 };
const SPOILT_MS = { min: 1_000, max: 8_000 };
const SHIFTED_MS = { min: 3_000, max: 15_000 };
const SHIFTS_MS = [-3_600_000, -90_000, -5_000, 5_000, 90_000, 3_600_000];
const BACKENDS = ['nats', 'redis'] as const;
const MONGO_MEMBERS = ['mongo-primary', 'mongo-secondary'];
const LINK_FAULTS = ['cut', 'delayed', 'half-open', 'reset'] as const;

/** A fault whose victim is free at once goes before the one that would have to wait; so many are looked at. */
const CHOICE = 4;

/** A kind of fault, before its victim and its details are drawn. */
type Card = (random: Random) => Fault;

/**
 * The faults of a run, in the order of their beginning; the same for the same seed. All kinds are dealt like a deck of cards, so that a run of two
 * minutes sees nearly each of them. One process has one fault at a time, and so has the MongoDB set, and all have ended before the run has.
 */
export function planFaults(options: { seed: number; seconds: number; targets: FaultTargets }): PlannedFault[] {
  const random = createRandom(options.seed).fork('schedule');
  const lastMs = options.seconds * 1_000 - CALM_MS;
  const planned: PlannedFault[] = [];
  const deck: PlannedFault[] = [];
  let atMs = CALM_MS;
  while (atMs < lastMs) {
    if (deck.length < CHOICE) deck.push(...random.shuffle(cardsFor(options.targets)).map((card) => draw(card, random)));
    const next = soonest(deck.slice(0, CHOICE), { planned, atMs });
    deck.splice(0, CHOICE, ...deck.slice(0, CHOICE).filter(({ fault }) => fault !== next.fault));
    if (next.endMs <= lastMs) planned.push(next);
    atMs = next.beginMs + Math.round(random.between(PAUSE_MS.min, PAUSE_MS.max));
  }
  return planned.sort((one, other) => one.beginMs - other.beginMs);
}

function cardsFor({ services, links }: FaultTargets): Card[] {
  const replicas = Object.values(services);
  const victims = [...replicas, ...BACKENDS.map((name) => [name]), ...MONGO_MEMBERS.map((name) => [name])];
  return [
    ...victims.flatMap((names): Card[] => [
      (random) => ({ kind: 'kill', process: random.pick(names) }),
      (random) => ({ kind: 'freeze', process: random.pick(names) }),
    ]),
    () => ({ kind: 'step-down' }),
    ...([...BACKENDS, 'mongo'] as const).map(
      (backend): Card =>
        (random) => ({ kind: 'restart', backend, signal: random.pick(['SIGTERM', 'SIGKILL']) }),
    ),
    ...Object.values(links).flatMap((names) =>
      LINK_FAULTS.map(
        (kind): Card =>
          (random) => ({ kind: 'link', link: random.pick(names), how: linkFault(kind, random) }),
      ),
    ),
    ...replicas.map(
      (names): Card =>
        (random) => ({ kind: 'clock', process: random.pick(names), offsetMs: random.pick(SHIFTS_MS) }),
    ),
  ];
}

function linkFault(kind: LinkFault['kind'], random: Random): LinkFault {
  if (kind === 'delayed') return { kind, ms: random.pick([20, 200, 2_000]) };
  if (kind === 'half-open') return { kind, deaf: random.pick(['server', 'client', 'both']) };
  return { kind };
}

function durationOf(fault: Fault, random: Random): number {
  switch (fault.kind) {
    case 'step-down':
      return 0;
    case 'kill':
    case 'restart':
      return fault.kind === 'kill' ? random.between(AWAY_MS.min, AWAY_MS.max) : random.between(200, 4_000);
    case 'freeze':
      return random.between(FROZEN_MS.min, FROZEN_MS.max);
    case 'clock':
      return random.between(SHIFTED_MS.min, SHIFTED_MS.max);
    case 'link':
      return fault.how.kind === 'reset' ? 0 : random.between(SPOILT_MS.min, SPOILT_MS.max);
  }
}

/** What a fault takes for itself: two that share something do not overlap. */
export function claimOf(fault: Fault): string {
  switch (fault.kind) {
    case 'step-down':
      return 'mongo';
    case 'restart':
      return fault.backend;
    case 'link':
      return ownerOf(fault.link.split('~')[0] as string);
    default:
      return ownerOf(fault.process);
  }
}

/** The members of the MongoDB set stand or fall together: two faults there may leave no majority. */
const ownerOf = (name: string) => (name.startsWith('mongo') ? 'mongo' : name);

function draw(card: Card, random: Random): PlannedFault {
  const fault = card(random);
  return { fault, beginMs: 0, endMs: Math.round(durationOf(fault, random)) };
}

/** The one that can begin first, at its time. */
function soonest(
  drawn: readonly PlannedFault[],
  { planned, atMs }: { planned: readonly PlannedFault[]; atMs: number },
): PlannedFault {
  const timed = drawn.map(({ fault, endMs: lengthMs }) => {
    const beginMs = firstMoment(planned, fault, { atMs, lengthMs });
    return { fault, beginMs, endMs: beginMs + lengthMs };
  });
  return timed.reduce((best, one) => (one.beginMs < best.beginMs ? one : best));
}

function firstMoment(
  planned: readonly PlannedFault[],
  fault: Fault,
  { atMs, lengthMs }: { atMs: number; lengthMs: number },
): number {
  for (let beginMs = atMs; ; beginMs += 250) {
    const endMs = beginMs + lengthMs;
    const others = planned.filter((other) => other.beginMs <= endMs && other.endMs >= beginMs);
    const free = others.every((other) => claimOf(other.fault) !== claimOf(fault));
    if (free && others.length < MOST_AT_ONCE) return beginMs;
  }
}
