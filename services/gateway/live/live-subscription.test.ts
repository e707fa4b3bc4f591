import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { createInProcessBus } from '@confab/runtime/network/live/in-process';
import { eventually } from '@confab/runtime/testing/eventually';
import fc from 'fast-check';
import pino from 'pino';
import { FakeRoom, SCOPE } from '../test/fake-room.ts';
import { FakeSubscriber } from '../test/fake-subscriber.ts';
import { decodeCursor } from './cursor.ts';
import { Feed } from './feed.ts';

function start() {
  const bus = createInProcessBus<LiveEvent>({ log: pino({ level: 'silent' }) });
  const room = new FakeRoom(bus);
  const feed = new Feed(room, { bus, maxGap: 1_000, onError: fail });
  return { room, feed, subscriber: () => new FakeSubscriber(feed, room) };
}

function fail(error: unknown): void {
  throw error;
}

/**
 * Per stream seq goes up by exactly one from where the last start was, unless the subscriber was told to start afresh; and every cursor stands for all that
 * was seen up to it, so that coming back with any of them repeats and skips nothing.
 */
function expectSeamless(subscriber: FakeSubscriber): number[] {
  let at: number[] | undefined;
  for (const seen of subscriber.seen) {
    if (seen.kind === 'reset') {
      at = undefined;
    } else if (seen.kind !== 'event') {
      if (at) expect(seen.positions).toEqual(at);
      at = [...seen.positions];
    } else if (at) {
      if (seen.stream >= 0) {
        expect([seen.stream, seen.seq]).toEqual([seen.stream, (at[seen.stream] ?? 0) + 1]);
        at[seen.stream] = seen.seq;
      }
      expect(decodeCursor(seen.cursor, SCOPE, 2).positions).toEqual(at);
    }
  }
  return at ?? [];
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a live subscription', () => {
  it('resumes behind a cursor, from the log and then live', async () => {
    const { room, subscriber } = start();
    const one = subscriber();
    one.connect();
    await eventually(() => expect(one.seen).toHaveLength(1));
    one.drop();
    room.append(1, { count: 700 });
    one.connect();
    room.append(0);
    await eventually(() => expect(expectSeamless(one)).toEqual([1, 700]));
  });

  it('fills a gap from the log before it goes on', async () => {
    const { room, subscriber } = start();
    const one = subscriber();
    one.connect();
    await eventually(() => expect(one.seen).toHaveLength(1));
    room.append(1, { count: 3, published: false });
    room.append(1);
    await eventually(() => expect(expectSeamless(one)).toEqual([0, 4]));
  });

  it('starts afresh when it is too far behind, and when the store was restored', async () => {
    const { room, feed, subscriber } = start();
    const one = subscriber();
    one.connect();
    await eventually(() => expect(one.seen).toHaveLength(1));
    one.drop();
    room.append(1, { count: 1_001 });
    one.connect();
    await eventually(() => expect(one.seen.map(({ kind }) => kind)).toEqual(['opened', 'reset', 'opened']));
    room.restore();
    await feed.sync();
    await eventually(() =>
      expect(one.seen.map(({ kind }) => kind)).toEqual(['opened', 'reset', 'opened', 'reset', 'opened']),
    );
    expect(expectSeamless(one)).toEqual(room.heads());
  });

  it('does not start afresh behind a cursor that its gateway has not heard of and cannot read', async () => {
    const { room, subscriber } = start();
    const one = subscriber();
    one.connect();
    await eventually(() => expect(one.seen).toHaveLength(1));
    let away = false;
    const source = Object.assign(Object.create(room) as FakeRoom, {
      // The look at the cursor succeeds; pages cannot be read.
      read: (stream: number, range: { after: number; limit: number }) =>
        away && range.limit > 1 ? Promise.reject(new Error('away')) : room.read(stream, range),
    });
    const bus = createInProcessBus<LiveEvent>({ log: pino({ level: 'silent' }) });
    const elsewhere = new Feed(source, { bus, maxGap: 1_000, onError() {} });
    await elsewhere.open({});
    room.append(1, { count: 3 });
    await eventually(() => expect(one.seen).toHaveLength(4));
    one.drop();
    away = true;
    one.moveTo(elsewhere);
    one.connect();
    await eventually(() => expect(one.seen.map(({ kind }) => kind).slice(4)).toEqual(['opened']));
    away = false;
    room.append(1);
    await eventually(() => expect(expectSeamless(one)).toEqual([0, 4]));
  });

  it('leaves live mode while its socket is stopped up, and misses nothing', async () => {
    const { room, subscriber } = start();
    const [slow, quick] = [subscriber(), subscriber()];
    slow.connect();
    quick.connect();
    await eventually(() => expect([slow.seen.length, quick.seen.length]).toEqual([1, 1]));
    slow.congested = true;
    for (let n = 0; n < 50; n += 1) room.append(1, { count: 10 });
    await eventually(() => expect(expectSeamless(quick)).toEqual([0, 500]));
    expect(slow.seen).toHaveLength(1);
    slow.drain();
    await eventually(() => expect(expectSeamless(slow)).toEqual([0, 500]));
  });

  it('brings every event once and in order, whatever happens', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('append' as const),
          stream: fc.nat(1),
          count: fc.integer({ min: 1, max: 40 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('lose' as const),
          stream: fc.nat(1),
          count: fc.integer({ min: 1, max: 5 }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom('connect' as const, 'drop' as const, 'stop' as const, 'drain' as const),
          who: fc.nat(2),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sync' as const, 'restore' as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
        const { room, feed, subscriber } = start();
        const subscribers = [subscriber(), subscriber(), subscriber()];
        for (const each of steps) {
          if (each.do === 'append') room.append(each.stream, { count: each.count });
          else if (each.do === 'lose') room.append(each.stream, { count: each.count, published: false });
          else if (each.do === 'connect') subscribers[each.who]?.connect();
          else if (each.do === 'drop') subscribers[each.who]?.drop();
          else if (each.do === 'stop') subscribers[each.who]!.congested = true;
          else if (each.do === 'drain') subscribers[each.who]?.drain();
          else if (each.do === 'pass') room.pass();
          else if (each.do === 'sync') void feed.sync();
          else if (each.do === 'restore') {
            await turn();
            room.restore();
            await feed.sync();
          } else await turn();
          for (const one of subscribers) expectSeamless(one);
        }
        for (const one of subscribers) {
          one.drain();
          one.connect();
        }
        room.append(0);
        room.append(1);
        await turn();
        await feed.sync();
        await eventually(() =>
          expect(subscribers.map(expectSeamless)).toEqual([room.heads(), room.heads(), room.heads()]),
        );
        for (const one of subscribers) one.drop();
        feed.close();
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 60_000);
});
