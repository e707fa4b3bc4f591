import { eventually } from '../testing/eventually.ts';
import { createLogger } from './logging.ts';

/** Shorter than anybody waits, longer than a loop takes. */
const WINDOW_MS = 200;

function start() {
  const lines: { msg: string; level: number; leftOut?: number }[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLogger({ name: 'test', destination, limits: { lines: 3, windowMs: WINDOW_MS } });
  return { log, lines };
}

function fail(message: string): Error {
  return new Error(message);
}

describe('the log', () => {
  it('writes the first lines of a kind, whatever they say of themselves, and then how many more there were', async () => {
    const { log, lines } = start();
    for (let n = 0; n < 50; n += 1) log.error({ err: fail(`number ${n}`) }, 'a request failed');
    expect(lines).toHaveLength(3);
    await eventually(() => expect(lines).toHaveLength(4));
    expect(lines[3]).toMatchObject({ level: 50, msg: 'a request failed', leftOut: 47 });
    log.error({ err: fail('later') }, 'a request failed');
    expect(lines).toHaveLength(5);
  });

  it('loses nothing of another kind meanwhile: another message, another place, a child’s', () => {
    const { log, lines } = start();
    for (let n = 0; n < 50; n += 1) log.warn({ err: fail('x') }, 'a request failed');
    log.warn('something else');
    log.warn({ err: new TypeError('x') }, 'a request failed');
    for (let n = 0; n < 50; n += 1) log.child({ service: 'rooms' }).warn({ err: fail('x') }, 'a request failed');
    expect(lines.map(({ msg }) => msg)).toHaveLength(5);
  });

  it('is not limited where nothing goes wrong', () => {
    const { log, lines } = start();
    for (let n = 0; n < 50; n += 1) log.info('started');
    expect(lines).toHaveLength(50);
  });
});
