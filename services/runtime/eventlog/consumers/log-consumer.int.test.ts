import { join } from 'node:path';
import { pino } from 'pino';
import { append } from '../../testing/append.ts';
import { eventually } from '../../testing/eventually.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { describeLogConsumer, noted, numbersOf, upTo } from './contract/describe-log-consumer.ts';
import { createLogConsumer } from './log-consumer.ts';
import type { LogConsumer } from './port.ts';

const folder = createTempFolder();
let files = 0;
let file: string;
let store: EventStore;
let consumers: LogConsumer[];

const open = () => openSqliteStore({ file, projections: [], upcasters: {}, log: pino({ level: 'silent' }) });

const consume = (handle: (events: readonly StoredEvent[]) => void | Promise<void>, onError = (_: unknown) => {}) => {
  const consumer = createLogConsumer({ store, name: 'test', handle, onError });
  consumers.push(consumer);
  return consumer;
};

const setUp = async () => {
  files += 1;
  file = join(folder.path, `${files}.db`);
  store = await open();
  consumers = [];
};
const tearDown = async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  await store.close();
};
afterAll(() => folder.remove());

describeLogConsumer('createLogConsumer', async () => {
  await setUp();
  return {
    store: () => store,
    consume: (handle) => consume(handle),
    async reopen() {
      await store.close();
      store = await open();
    },
    close: tearDown,
  };
});

describe('createLogConsumer', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('keeps the order while the handler is slow', async () => {
    const seen: number[] = [];
    const consumer = consume(async (events) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(...numbersOf(events));
    });
    await Promise.all([append(store, 'note-a', noted(1)), append(store, 'note-b', noted(2))]);
    for (const n of [3, 4, 5, 6]) await append(store, 'note-a', noted(n));
    await consumer.caughtUp();
    expect(seen.toSorted()).toEqual(upTo(6));
    expect(seen.slice(2)).toEqual([3, 4, 5, 6]);
  });

  it.each(['throws', 'rejects'])(
    'brings the same events again while the handler %s, and nothing after them',
    async (how) => {
      const seen: number[][] = [];
      const errors: unknown[] = [];
      let broken = true;
      const consumer = consume(
        (events) => {
          seen.push(numbersOf(events));
          if (!broken) return;
          const error = new Error('not now');
          if (how === 'throws') throw error;
          return Promise.reject(error);
        },
        (error) => void errors.push(error),
      );
      await append(store, 'note-a', noted(1));
      await append(store, 'note-a', noted(2));
      await eventually(() => expect(errors.length).toBeGreaterThan(1));
      expect(new Set(seen.map((numbers) => numbers[0]))).toEqual(new Set([1]));
      broken = false;
      await consumer.caughtUp();
      expect(seen.at(-1)?.at(-1)).toBe(2);
    },
  );

  it('reads from the log what was too much to wait in memory', async () => {
    const gate = Promise.withResolvers<void>();
    const seen: number[] = [];
    await append(store, 'note-a', noted(1));
    const oneByOne: EventStore = {
      ...store,
      onCommitted: (listener) =>
        store.onCommitted((events) => {
          for (const event of events) listener([event]);
        }),
    };
    const handle = async (events: readonly StoredEvent[]) => {
      await gate.promise;
      seen.push(...numbersOf(events));
    };
    const consumer = createLogConsumer({ store: oneByOne, name: 'test', handle, onError: () => {} });
    consumers.push(consumer);
    await append(store, 'note-b', ...upTo(1_200).map(noted));
    await append(store, 'note-c', noted(2));
    gate.resolve();
    await consumer.caughtUp();
    expect(seen).toEqual([1, ...upTo(1_200), 2]);
  });

  it('stops while its handler keeps failing', async () => {
    const errors: unknown[] = [];
    const consumer = consume(
      () => Promise.reject(new Error('never')),
      (error) => void errors.push(error),
    );
    await append(store, 'note-a', noted(1));
    await eventually(() => expect(errors.length).toBeGreaterThan(0));
    const caughtUp = consumer.caughtUp();
    await consumer.stop();
    await expect(caughtUp).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
