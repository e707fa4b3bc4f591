import { describeFault, type FaultTargets, type PlannedFault } from './fault.ts';
import { claimOf, planFaults } from './schedule.ts';

const TARGETS: FaultTargets = {
  services: {
    gateway: ['gateway-1', 'gateway-2'],
    auth: ['auth-1', 'auth-2'],
    rooms: ['rooms-1', 'rooms-2'],
    messages: ['messages-1', 'messages-2'],
  },
  links: {
    'service~nats': ['rooms-1~nats', 'gateway-1~nats'],
    'service~mongo': ['rooms-1~mongo-1', 'auth-2~mongo-3'],
    'mongo~all': ['mongo-1~all', 'mongo-2~all'],
  },
};
const plan = (seed: number, seconds = 120) => planFaults({ seed, seconds, targets: TARGETS });
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

const overlap = (one: PlannedFault, other: PlannedFault) =>
  one !== other && one.beginMs <= other.endMs && other.beginMs <= one.endMs;

describe('the schedule of faults', () => {
  it('repeats with its seed, and is another with another', () => {
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  it.each(SEEDS)('with seed %i lets everything end in time and never takes the same victim twice at once', (seed) => {
    const faults = plan(seed);
    for (const fault of faults) {
      expect(fault.endMs).toBeLessThanOrEqual(118_000);
      const others = faults.filter((other) => overlap(fault, other));
      expect(others.map((other) => claimOf(other.fault))).not.toContain(claimOf(fault.fault));
      const together = faults.filter((other) => other.beginMs <= fault.beginMs && other.endMs >= fault.beginMs);
      expect(together.length).toBeLessThanOrEqual(3);
    }
  });

  it('has every kind of fault in two minutes', () => {
    const kinds = new Set(plan(5).map(({ fault }) => fault.kind));
    expect([...kinds].sort()).toEqual(['clock', 'freeze', 'kill', 'link', 'restart', 'step-down']);
  });

  it('goes on for as long as it is told', () => {
    expect(plan(1, 600).at(-1)?.beginMs).toBeGreaterThan(570_000);
    expect(plan(1, 10).length).toBeGreaterThan(0);
  });

  it('tells a fault in a line', () => {
    const lines = [
      describeFault({ kind: 'link', link: 'rooms-1~nats', how: { kind: 'delayed', ms: 20 } }),
      describeFault({ kind: 'clock', process: 'auth-1', offsetMs: 5_000 }),
    ];
    expect(lines).toEqual(['link rooms-1~nats delayed by 20 ms', 'clock of auth-1 +5 s']);
  });
});
