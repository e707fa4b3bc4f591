import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pino } from 'pino';
import { AppError } from '../../kernel/errors/app-error.ts';
import { createInProcessBus } from '../../network/live/in-process.ts';
import { append } from '../../testing/append.ts';
import { eventually } from '../../testing/eventually.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { describeLogConsumer, noted } from './contract/describe-log-consumer.ts';
import type { LogConsumer } from './port.ts';
import { createPublisher } from './publisher.ts';

const log = pino({ level: 'silent' });
const folder = createTempFolder();
let files = 0;
let file: string;
let store: EventStore;
let publisher: LogConsumer;

const open = () => openSqliteStore({ file, projections: [], upcasters: {}, log });

async function listen() {
  const live = createInProcessBus<StoredEvent>({ log });
  const batches: { subject: string; seqs: number[] }[] = [];
  for (const subject of ['note-a', 'note-b', 'all']) {
    await live.subscribe(subject, (batch) => void batches.push({ subject, seqs: batch.map(({ seq }) => seq) }));
  }
  return { live, batches };
}

const setUp = async () => {
  files += 1;
  file = join(folder.path, `${files}.db`);
  store = await open();
};
const tearDown = async () => {
  await publisher.stop();
  await store.close();
};
afterAll(() => folder.remove());

describeLogConsumer('createPublisher', async () => {
  await setUp();
  return {
    store: () => store,
    consume(handle) {
      const live = createInProcessBus<StoredEvent>({ log });
      void live.subscribe('all', handle);
      publisher = createPublisher({
        store,
        live,
        route: (event) => [{ subject: 'all', message: event }],
        onError: () => {},
      });
      return publisher;
    },
    async reopen() {
      await store.close();
      store = await open();
    },
    close: tearDown,
  };
});

describe('createPublisher', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  const toOwnSubject = (event: StoredEvent) => [{ subject: event.stream, message: event }];

  it('publishes what a batch holds for one subject in one call', async () => {
    const { live, batches } = await listen();
    publisher = createPublisher({ store, live, route: toOwnSubject, onError: () => {} });
    await publisher.caughtUp();
    await Promise.all([append(store, 'note-a', noted(1), noted(2)), append(store, 'note-b', noted(3))]);
    expect(batches).toEqual([
      { subject: 'note-a', seqs: [1, 2] },
      { subject: 'note-b', seqs: [1] },
    ]);
  });

  it('publishes to several subjects, or to none', async () => {
    const { live, batches } = await listen();
    const route = (event: StoredEvent) =>
      event.stream === 'note-b' ? [] : [...toOwnSubject(event), { subject: 'all', message: event }];
    publisher = createPublisher({ store, live, route, onError: () => {} });
    await append(store, 'note-b', noted(1));
    await append(store, 'note-a', noted(2));
    await publisher.caughtUp();
    expect(batches).toEqual([
      { subject: 'note-a', seqs: [1] },
      { subject: 'all', seqs: [1] },
    ]);
  });

  it('keeps the order where some routes have to be looked up', async () => {
    const { live, batches } = await listen();
    const route = (event: StoredEvent) => (event.seq % 2 ? Promise.resolve(toOwnSubject(event)) : toOwnSubject(event));
    publisher = createPublisher({ store, live, route, onError: () => {} });
    for (let n = 1; n <= 10; n++) await append(store, 'note-a', noted(n));
    await publisher.caughtUp();
    expect(batches.flatMap(({ seqs }) => seqs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each(['throws', 'rejects'])('leaves out an event whose route %s, and goes on', async (how) => {
    const { live, batches } = await listen();
    const errors: unknown[] = [];
    const route = (event: StoredEvent) => {
      if (event.seq !== 2) return toOwnSubject(event);
      const bug = new TypeError('no such field');
      if (how === 'throws') throw bug;
      return Promise.reject(bug);
    };
    publisher = createPublisher({ store, live, route, onError: (error) => void errors.push(error) });
    await publisher.caughtUp();
    await append(store, 'note-a', noted(1), noted(2), noted(3));
    await append(store, 'note-a', noted(4));
    await publisher.caughtUp();
    expect(batches.flatMap(({ seqs }) => seqs)).toEqual([1, 3, 4]);
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'Noted, event 2 of note-a, is left out: its route failed',
        cause: expect.objectContaining({ message: 'no such field' }),
      }),
    ]);
  });

  it.each(['throws', 'rejects'])('waits, in order, for a route that %s UNAVAILABLE', async (how) => {
    const { live, batches } = await listen();
    const errors: unknown[] = [];
    let down = true;
    const route = (event: StoredEvent) => {
      if (event.seq !== 2 || !down) return toOwnSubject(event);
      const outage = new AppError('UNAVAILABLE', 'not now');
      if (how === 'throws') throw outage;
      return Promise.reject(outage);
    };
    publisher = createPublisher({ store, live, route, onError: (error) => void errors.push(error) });
    await publisher.caughtUp();
    for (const n of [1, 2, 3]) await append(store, 'note-a', noted(n));
    await eventually(() => expect(errors.length).toBeGreaterThan(1));
    expect(batches.flatMap(({ seqs }) => seqs)).toEqual([1]);
    down = false;
    await publisher.caughtUp();
    expect(batches.flatMap(({ seqs }) => seqs)).toEqual([1, 2, 3]);
  });

  it('publishes what a killed process committed and did not send', async () => {
    const program = join(import.meta.dirname, '../../testing/commit-and-hang.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, file, 'note-a', '5'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const { live, batches } = await listen();
    publisher = createPublisher({ store, live, route: toOwnSubject, onError: () => {} });
    await publisher.caughtUp();
    expect(batches.flatMap(({ seqs }) => seqs)).toEqual([1, 2, 3, 4, 5]);
  });
});
