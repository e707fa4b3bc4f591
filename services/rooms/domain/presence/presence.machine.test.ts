import fc from 'fast-check';
import { PresenceWorld } from '../../test/presence-world.ts';

type Step = (world: PresenceWorld) => void;

const ROOMS = ['r1', 'r2'];
const gateway = fc.constantFrom('g1', 'g2', 'g3');
const connection = fc.constantFrom('c1', 'c2', 'c3');
const user = fc.constantFrom('ann', 'bob');
const rooms = fc.subarray(ROOMS);

const change: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(gateway, connection, user, rooms).map(([g, c, u, r]): Step => {
    return (world) => world.connect(g, `${u}-${c}`, u, ...r);
  }),
  fc.tuple(gateway, connection, user, fc.boolean()).map(([g, c, u, graceful]): Step => {
    return (world) => world.close(g, `${u}-${c}`, graceful);
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: change },
  {
    weight: 1,
    arbitrary: gateway.map(
      (g): Step =>
        (world) =>
          world.leave(g),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 8_000 }).map(
      (ms): Step =>
        (world) =>
          world.advance(ms),
    ),
  },
);

/** Every living gateway beats as it does every five seconds. */
function beatAll(world: PresenceWorld): void {
  for (const g of world.living()) {
    world.renew(g);
    world.beat(g);
  }
}

describe('presence under any sequence of connections, gateways and time', () => {
  it('equals the model after every step, and announcements add up to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = new PresenceWorld();
        for (const take of steps) {
          take(world);
          world.advance(0);
          expect(world.actual(ROOMS)).toEqual(world.expected());
          expect([...world.seen].sort()).toEqual(world.expected());
        }
        expect(world.repeated).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('announces nothing wrong after a restart, and is right again after one lease', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 20 }), (before, after) => {
        const world = new PresenceWorld();
        for (const take of before) take(world);
        for (let i = 0; i < 3; i += 1) {
          beatAll(world);
          world.advance(4_000);
        }
        expect([...world.seen].sort()).toEqual(world.expected());

        world.restart();
        world.beat('g1');
        for (const take of after) take(world);
        for (let i = 0; i < 4; i += 1) {
          beatAll(world);
          world.advance(5_000);
        }
        expect(world.actual(ROOMS)).toEqual(world.expected());
        for (const told of world.repeated) {
          if (told.kind === 'online') expect(world.ended).toContain(`${told.scope}/${told.userId}`);
        }
        const recounted = new Set(world.announced.filter(({ kind }) => kind === 'recounted').map(({ scope }) => scope));
        const untold = world.expected().filter((key) => !world.seen.has(key));
        for (const key of untold) expect(recounted).toContain(key.slice(0, key.indexOf('/')));
      }),
      { numRuns: 200 },
    );
  });
});
