import { type Assault, prepareAssault } from './hostile/assault.ts';
import { Bystander } from './hostile/bystander.ts';
import { growthOf, type Slice, unbearable } from './hostile/comparison.ts';
import { ROWS, type Row } from './hostile/rows.ts';
import type { Tally } from './hostile/scene.ts';
import { startTarget, type Target } from './hostile/target.ts';

/** Stands in what the bystander may read, and the attacker may not. */
const SECRET = 'unspeakable';
/** How often each attack begins anew, from another account each time; more often where it seems not to be borne. */
const ROUNDS = { least: 2, most: 4 };
/** Of the bystander, 20 ms each. */
const BEATS = { rest: 2, calm: 15, attacked: 30 };
/** What the process may grow by during one attack, and altogether. */
const MOST_MB = { each: 100, all: 300 };
/** What it may write to its log, in characters. */
const MOST_LOGGED = 10_000;

describe('while one account does its worst, everybody else goes on as before: somebody', () => {
  let target: Target;
  let bea: Bystander;
  let assault: Assault | undefined;
  let first: Slice;
  let latest: Slice;

  beforeAll(async () => {
    target = await startTarget();
    bea = await Bystander.arrive(target, SECRET);
    first = await slice(BEATS.calm);
  }, 60_000);
  afterEach(() => assault?.abandon());
  afterAll(async () => {
    await bea?.leave();
    await target?.close();
  });

  async function slice(beats: number, meanwhile?: Promise<unknown>): Promise<Slice> {
    await target.vitals();
    const waits = await bea.live(beats, meanwhile);
    latest = { waits, vitals: await target.vitals() };
    return latest;
  }

  async function attack({
    attack: name,
    answers,
    before,
    during,
  }: Row): Promise<{ calm: Slice; attacked: Slice; tally: Tally }> {
    const scene = await target.attacker(bea.person, SECRET);
    await before?.({ bea, target }, scene);
    assault = await prepareAssault({ name, scene, answers });
    await bea.live(BEATS.rest);
    const calm = await slice(BEATS.calm);
    const attacked = await slice(BEATS.attacked, Promise.all([assault.begin(), during?.({ bea, target })]));
    return { calm, attacked, tally: await assault.stop() };
  }

  function expectAnswered({ answers, perhaps = [] }: Row, { codes, closes, leaks }: Tally): void {
    expect(leaks).toBe(0);
    expect(closes).toEqual({});
    expect(Object.keys(codes)).toEqual(expect.arrayContaining([...answers]));
    expect([...answers, ...perhaps]).toEqual(expect.arrayContaining(Object.keys(codes)));
  }

  it.each(ROWS)(
    '$name',
    async (row) => {
      const calm: Slice[] = [];
      const attacked: Slice[] = [];
      let why: string | undefined = 'not tried yet';
      for (let round = 0; round < ROUNDS.least || (why && round < ROUNDS.most); round += 1) {
        const slices = await attack(row);
        expectAnswered(row, slices.tally);
        calm.push(slices.calm);
        attacked.push(slices.attacked);
        why = unbearable(calm, attacked);
      }
      expect(why).toBeUndefined();
      await bea.missedNothing(SECRET);
      await row.after?.({ bea, target });
      expect(growthOf(calm[0], attacked)).toBeLessThan(MOST_MB.each);
      expect(latest.vitals.internalErrors).toBe(0);
    },
    60_000,
  );

  it('who did all of this has alarmed no operator, filled no log and left no memory taken', async () => {
    const { internalErrors } = await target.vitals();
    expect(internalErrors).toBe(0);
    expect(target.product.output().length).toBeLessThan(MOST_LOGGED);
    expect(growthOf(first, [latest])).toBeLessThan(MOST_MB.all);
  });
});
