import { append } from '../../../testing/append.ts';
import type { StoredEvent } from '../../store/event.ts';
import type { EventStore } from '../../store/port.ts';
import type { LogConsumer } from '../port.ts';

type Handle = (events: readonly StoredEvent[]) => void;

/** One store, and consumers of its log that share a checkpoint. */
export interface ConsumerFixture {
  store(): EventStore;
  /** What the consumer brings goes to `handle`. */
  consume(handle: Handle): LogConsumer;
  /** Closes the store, after the consumers were stopped, and opens it again. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export const noted = (n: number) => ({ type: 'Noted', data: { n } });
export const numbersOf = (events: readonly StoredEvent[]) => events.map(({ data }) => (data as { n: number }).n);
export const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** What every driver of `LogConsumer` keeps. */
export function describeLogConsumer(driver: string, open: () => Promise<ConsumerFixture>): void {
  describe(`${driver} as LogConsumer`, () => {
    let log: ConsumerFixture;
    beforeEach(async () => {
      log = await open();
    });
    afterEach(() => log.close());

    it('brings first what was there, then what is committed, each once and in order', async () => {
      for (const n of upTo(10)) await append(log.store(), 'note-a', noted(n));
      const seen: number[] = [];
      const consumer = log.consume((events) => void seen.push(...numbersOf(events)));
      for (const n of upTo(20).slice(10)) await append(log.store(), n % 2 ? 'note-a' : 'note-b', noted(n));
      await consumer.caughtUp();
      expect(seen).toEqual(upTo(20));
    });

    it('brings a commit batch in one call, before the commit is answered', async () => {
      const calls: number[][] = [];
      await log.consume((events) => void calls.push(numbersOf(events))).caughtUp();
      await append(log.store(), 'note-a', noted(1), noted(2), noted(3));
      expect(calls).toEqual([[1, 2, 3]]);
    });

    it('goes on behind its checkpoint after a restart', async () => {
      const seen: number[] = [];
      const first = log.consume((events) => void seen.push(...numbersOf(events)));
      await append(log.store(), 'note-a', noted(1), noted(2));
      await first.caughtUp();
      await first.stop();
      await append(log.store(), 'note-a', noted(3));
      await log.reopen();
      await log.consume((events) => void seen.push(...numbersOf(events))).caughtUp();
      expect(seen).toEqual([1, 2, 3]);
    });

    it('brings nothing after it was stopped', async () => {
      const seen: number[] = [];
      const consumer = log.consume((events) => void seen.push(...numbersOf(events)));
      await consumer.caughtUp();
      await consumer.stop();
      await append(log.store(), 'note-a', noted(1));
      await consumer.stop();
      expect(seen).toEqual([]);
    });
  });
}
