import { createReadTeller } from './read-teller.ts';

/** A teller by a clock that is turned by hand; what it sends can be made to fail. */
function setup() {
  let now = 0;
  let isAway = false;
  const timers: { run: () => void; at: number }[] = [];
  const sent: [seq: number, atMs: number][] = [];
  const teller = createReadTeller({
    async send(seq) {
      sent.push([seq, now]);
      if (isAway) throw new Error('the server is away');
    },
    now: () => now,
    setTimer(run, delayMs) {
      const timer = { run, at: now + delayMs };
      timers.push(timer);
      return () => void timers.splice(0, timers.length, ...timers.filter((other) => other !== timer));
    },
  });
  return {
    teller,
    sent,
    async turn(ms: number): Promise<void> {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers.splice(0, timers.length, ...timers.filter(({ at }) => at > now));
      for (const { run } of due) run();
      await teller.settled();
    },
    setAway(next: boolean): void {
      isAway = next;
    },
  };
}

describe('how far somebody has read', () => {
  it('is told at once, then no more often than every 400 ms, with all that was read meanwhile', async () => {
    const { teller, sent, turn } = setup();
    teller.read(1);
    await turn(0);
    teller.read(2);
    await turn(100);
    teller.read(3);
    await turn(300);
    await turn(1_000);
    expect(sent).toEqual([
      [1, 0],
      [3, 400],
    ]);
    expect(teller.marked()).toBe(3);
  });

  it('is told again with the next message where it could not be told', async () => {
    const { teller, sent, turn, setAway } = setup();
    setAway(true);
    teller.read(5);
    await turn(0);
    expect(teller.marked()).toBe(0);
    setAway(false);
    teller.read(5);
    await turn(400);
    expect(sent.map(([seq]) => seq)).toEqual([5, 5]);
    expect(teller.marked()).toBe(5);
  });

  it('is not told where the marker was moved meanwhile, on or back', async () => {
    const { teller, sent, turn } = setup();
    teller.read(5);
    teller.standAt(7);
    await turn(0);
    teller.read(6);
    await turn(1_000);
    teller.read(9);
    teller.standAt(3);
    await turn(1_000);
    expect(sent).toEqual([]);
    expect(teller.marked()).toBe(3);
  });

  it('is told when the place is left, and the echo of it is known', async () => {
    const { teller, sent, turn } = setup();
    teller.read(4);
    await turn(0);
    teller.read(8);
    teller.flush();
    teller.flush();
    await turn(1_000);
    expect(sent.map(([seq]) => seq)).toEqual([4, 8]);
    expect([4, 6, 8].map(teller.isOwn)).toEqual([true, false, true]);
  });
});
