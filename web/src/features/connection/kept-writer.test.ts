import { createKeptWriter } from './kept-writer.ts';

/** A writer of a text, by a clock that is turned by hand. */
function setup() {
  let now = 0;
  let shown: string | null = null;
  let timer: { run: () => void; at: number } | null = null;
  const written: string[] = [];
  const writer = createKeptWriter<string>({
    shown: () => shown,
    write: (text) => written.push(text),
    now: () => now,
    setTimer(run, delayMs) {
      timer = { run, at: now + delayMs };
      return () => {
        timer = null;
      };
    },
  });
  const show = (text: string | null) => {
    shown = text;
    writer.changed();
  };
  const turn = (ms: number) => {
    now += ms;
    if (timer && timer.at <= now) timer.run();
  };
  return { writer, written, show, turn };
}

describe('what is kept to be read without the server', () => {
  it('is written a moment after it is first shown', () => {
    const { written, show, turn } = setup();
    show('one');
    turn(999);
    expect(written).toEqual([]);
    turn(1);
    expect(written).toEqual(['one']);
    turn(60_000);
    expect(written).toEqual(['one']);
  });

  it('is written twice a minute at most in a busy room, with what came last', () => {
    const { written, show, turn } = setup();
    for (let second = 0; second <= 120; second += 1) {
      show(`second ${second}`);
      turn(1_000);
    }
    expect(written).toEqual(['second 0', 'second 30', 'second 60', 'second 90', 'second 120']);
  });

  it('is written at once where the page is hidden or left, and not a second time', () => {
    const { writer, written, show, turn } = setup();
    show('one');
    turn(1_000);
    show('two');
    writer.flush();
    writer.flush();
    turn(60_000);
    expect(written).toEqual(['one', 'two']);
  });

  it('is not written where it is to be seen no longer', () => {
    const { writer, written, show, turn } = setup();
    show('one');
    writer.drop();
    writer.flush();
    show('two');
    show(null);
    turn(60_000);
    writer.flush();
    expect(written).toEqual([]);
  });
});
