import { PresenceWorld, TIMES } from '../../test/presence-world.ts';
import { EVERYWHERE } from './roster.ts';

const online = (scope: string, userId: string) => ({ kind: 'online', scope, userId });
const offline = (scope: string, userId: string) => ({ kind: 'offline', scope, userId });

/** A world in which gateway g1 has announced itself. */
function world(): PresenceWorld {
  const world = new PresenceWorld();
  world.beat('g1', { full: true });
  return world;
}

describe('presence', () => {
  it('announces a user once, however many tabs and devices there are', () => {
    const w = world();
    w.beat('g2', { full: true });
    w.connect('g1', 'a', 'ann', 'r1');
    w.connect('g1', 'b', 'ann', 'r1');
    w.connect('g2', 'c', 'ann', 'r1');
    expect(w.announced).toEqual([online(EVERYWHERE, 'ann'), online('r1', 'ann')]);
  });

  it('keeps a user online when one of two tabs closes', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.connect('g1', 'b', 'ann', 'r1');
    w.close('g1', 'a', true);
    w.advance(6_000);
    expect(w.presence.roster.has('r1', 'ann')).toBe(true);
    expect(w.announced).not.toContainEqual(offline('r1', 'ann'));
  });

  it('does not flap when a page is reloaded', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.close('g1', 'a', false);
    w.advance(4_999);
    w.connect('g1', 'b', 'ann', 'r1');
    w.advance(8_000);
    expect(w.announced).toHaveLength(2);
  });

  it('announces who broke off after the grace, and who logged out at once', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.connect('g1', 'b', 'bob', 'r1');
    w.close('g1', 'a', false);
    w.close('g1', 'b', true);
    expect(w.announced.slice(4)).toEqual([offline('r1', 'bob'), offline(EVERYWHERE, 'bob')]);
    w.advance(TIMES.graceMs);
    expect(w.announced.slice(6)).toEqual([offline('r1', 'ann'), offline(EVERYWHERE, 'ann')]);
  });

  it('takes who logs out out of the rooms they have just left, too', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.connect('g1', 'a', 'ann');
    w.close('g1', 'a', true);
    expect(w.announced.slice(2)).toEqual([offline(EVERYWHERE, 'ann'), offline('r1', 'ann')]);
  });

  it('takes everybody of a dead gateway offline when its lease runs out, without further grace', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.beat('g2', { full: true });
    w.connect('g2', 'b', 'bob', 'r1');
    w.advance(10_000);
    w.beat('g2');
    w.advance(TIMES.leaseMs - 10_000 - 1);
    expect(w.presence.roster.has('r1', 'ann')).toBe(true);
    w.advance(1);
    expect([...w.presence.roster.users('r1')]).toEqual(['bob']);
  });

  it('asks a gateway whose lease ran out for everything and announces its users again', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.advance(TIMES.leaseMs);
    expect(
      w.presence.beat({ gatewayId: 'g1', full: false, connections: [], closed: [], leaving: false }, w.nowMs),
    ).toEqual({
      resend: true,
    });
    w.beat('g1', { full: true, connections: [{ id: 'a', userId: 'ann', roomIds: ['r1'] }] });
    expect(w.announced.slice(4)).toEqual([online(EVERYWHERE, 'ann'), online('r1', 'ann')]);
  });

  it('gives users of a gateway that leaves the grace to come back elsewhere', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.leave('g1');
    w.beat('g2', { full: true });
    w.connect('g2', 'b', 'ann', 'r1');
    w.advance(6_000);
    expect(w.announced).toHaveLength(2);
  });

  it('closes connections that a full beat does not list', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    w.beat('g1', { full: true });
    w.advance(TIMES.graceMs);
    expect(w.presence.roster.count('r1')).toBe(0);
  });

  it('takes who was banned out of the room at once and leaves them online elsewhere', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1', 'r2');
    w.presence.evict('r1', 'ann');
    expect(w.announced.slice(3)).toEqual([offline('r1', 'ann')]);
    w.close('g1', 'a', true);
    expect(w.announced.slice(4)).toEqual([offline('r2', 'ann'), offline(EVERYWHERE, 'ann')]);
  });
});

describe('presence after a restart of the service', () => {
  function restarted(): PresenceWorld {
    const w = world();
    w.beat('g2', { full: true });
    w.connect('g1', 'a', 'ann', 'r1');
    w.connect('g2', 'b', 'bob', 'r1');
    w.announced.length = 0;
    w.restart();
    return w;
  }

  it('adopts silently whoever was online, then tells the count', () => {
    const w = restarted();
    w.beat('g1');
    w.beat('g2');
    expect([...w.presence.roster.users('r1')]).toEqual(['ann', 'bob']);
    expect(w.announced).toEqual([]);
    w.advance(10_000);
    w.beat('g1');
    w.beat('g2');
    w.advance(4_500);
    expect(w.announced).toEqual([
      { kind: 'recounted', scope: EVERYWHERE },
      { kind: 'recounted', scope: 'r1' },
    ]);
  });

  it('adopts what a large gateway sends in several beats', () => {
    const w = restarted();
    w.beat('g1');
    w.advance(20);
    w.beat('g1', { connections: [{ id: 'x', userId: 'xia', roomIds: ['r1'] }] });
    w.advance(TIMES.leaseMs - 20);
    expect(w.announced.filter(({ kind }) => kind === 'online')).toEqual([]);
  });

  it('does not announce somebody offline who may be online through a gateway not heard of yet', () => {
    const w = restarted();
    w.connect('g2', 'c', 'ann', 'r1');
    w.close('g2', 'c', true);
    w.advance(5_000);
    w.beat('g1');
    w.beat('g2');
    w.advance(9_500);
    expect(w.repeated).toEqual([]);
    expect(w.announced.filter(({ kind }) => kind === 'offline')).toEqual([]);
  });

  it('announces newcomers at the end of the settling time', () => {
    const w = restarted();
    w.beat('g1');
    w.advance(2_000);
    w.connect('g1', 'n', 'nat', 'r1');
    expect(w.announced).toEqual([]);
    w.advance(3_000);
    w.beat('g1');
    w.beat('g2');
    w.advance(9_500);
    expect(w.announced).toContainEqual(online('r1', 'nat'));
  });

  it('announces at once where no gateway is left over from before', () => {
    const w = world();
    w.connect('g1', 'a', 'ann', 'r1');
    expect(w.announced).toHaveLength(2);
  });
});
