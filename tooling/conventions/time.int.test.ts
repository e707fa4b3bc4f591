import { filesMatching, textOf } from './source-files.ts';

/**
 * The ways past `Clock`, `Timers` and `random` of the runtime's kernel, and past `time` of the web
 * app. A method of another object that has such a name is not one of them.
 */
const PAST_THE_PORTS =
  /(?<![\w.#])(?:(?:globalThis|window|self)\.)?(?:(?:set|clear)(?:Timeout|Interval|Immediate)\b|Date\.now\b|new Date\(\)|performance\.now\b|performance\.timeOrigin\b|Math\.random\b|AbortSignal\.timeout\b|process\.hrtime\b|process\.uptime\b)|['"](?:node:)?(?:timers|timers\/promises|perf_hooks)['"]/;

/** The places where they are allowed, and why. Folders end with a slash. */
const ALLOWED: Readonly<Record<string, string>> = {
  'services/runtime/kernel/clock/port.ts': 'the clock of the system',
  'services/runtime/kernel/clock/timers.ts': 'the timers of the system',
  'services/runtime/kernel/ids/random.ts': 'the chance of the system',
  'services/runtime/eventlog/store/sqlite/': 'a driver: its threads and its file know real time alone',
  'services/runtime/eventlog/store/mongo/': 'a driver: a server answers when it does',
  'services/runtime/network/nats/': 'a driver: a connection to a server',
  'services/runtime/network/rpc/nats/': 'a driver: answers come from other processes',
  'services/runtime/network/lease/mongo/': 'a driver: leases are kept by the time of a server',
  'services/runtime/network/ephemeral/redis.ts': 'a driver: a connection to a server',
};

/** Tests, and files that only tests import, may wait for real time. */
const isOfTests = (path: string) => /\.test\.ts$|\/(?:test|testing|contract)\//.test(path);
/** Comments may name anything. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');

const SOURCES = filesMatching('services/**/*.{ts,mts,js,mjs}').filter((path) => !isOfTests(path));
const goesPast = (path: string) => PAST_THE_PORTS.test(withoutComments(textOf(path)));
const isWithin = (path: string, place: string) => (place.endsWith('/') ? path.startsWith(place) : path === place);

describe('time and chance in the features of the web app', () => {
  const WRAPPER = 'web/src/shared/browser/time.ts';

  it('come through one file', () => {
    const features = filesMatching('web/src/features/**/*.{ts,vue}').filter((path) => !isOfTests(path));
    expect(features.filter(goesPast)).toEqual([]);
    expect(goesPast(WRAPPER)).toBe(true);
  });
});

describe('time and chance in services/', () => {
  it('come through Clock, Timers and random, so that a simulation can own them', () => {
    const places = Object.keys(ALLOWED);
    expect(SOURCES.filter((path) => goesPast(path) && !places.some((place) => isWithin(path, place)))).toEqual([]);
  });

  it.each(Object.entries(ALLOWED))('are those of the machine in %s: %s', (place) => {
    // A place that needs no exception any more leaves the list.
    expect(SOURCES.filter((path) => isWithin(path, place) && goesPast(path))).not.toEqual([]);
  });

  it.each([
    'setTimeout(run, 10);',
    'const timer = setInterval(() => this.#tick(), TICK_MS);',
    'setImmediate(step)',
    'new Promise(setImmediate)',
    'globalThis.setTimeout(run)',
    'window.setInterval(run, 10)',
    'clearTimeout(timer);',
    "import { setTimeout as pause } from 'node:timers/promises';",
    "import timers from 'node:timers';",
    "import { performance } from 'node:perf_hooks';",
    'const atMs = Date.now();',
    'now: () => performance.now()',
    'const now = Date.now;',
    'new Date().toISOString()',
    'Math.random() * spreadMs',
    'AbortSignal.timeout(5_000)',
    'process.hrtime.bigint()',
  ])('are found where they do not: %s', (text) => expect(withoutComments(text)).toMatch(PAST_THE_PORTS));

  it.each([
    'time.after(10, run);',
    'clock.now()',
    'this.#timers.setTimeout(run)',
    'new Date(atMs)',
    '/** Calls back in the next turn: `setImmediate`. */',
    '// Date.now() may jump.',
    'resetTimeout()',
  ])('are not seen in: %s', (text) => expect(withoutComments(text)).not.toMatch(PAST_THE_PORTS));
});
